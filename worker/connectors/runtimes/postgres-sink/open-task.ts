// A task of the sink, put together from its configuration.
import type { Dialect } from '@/lib/connectors/catalog/spec'
import { readSettings, SettingsError, type SinkSettings } from '@/lib/connectors/postgres-sink/settings'
import { fixedSchemaOf } from '@/lib/connectors/postgres-sink/identifiers'
import type { WritingRules } from '@/lib/connectors/postgres-sink/value-writer'
import { zonedTime } from '@/lib/connectors/postgres-sink/zoned-time'
import type { FetchSchema } from '@/lib/serdes/schema-cache'
import {
  TaskFailure,
  type SinkTask,
  type SinkTaskContext,
  type TaskConfig,
} from '@/worker/connectors/runtime'
import { connect } from './connection'
import { OffsetsTable } from './offsets-table'
import { openRawRows } from './raw-rows'
import { RecordRows } from './record-rows'
import { SinkWriter } from './sink-writer'
import { Targets } from './targets'

/** `fetchSchema` null: there is no registry. @throws TaskFailure */
export function openSinkTask(context: SinkTaskContext, fetchSchema: FetchSchema | null): SinkTask {
  const { connectorId, taskNumber, epoch, config, dialect, log } = context
  const settings = settingsOf(config, dialect)
  const targets = new Targets(settings, log)
  const rules = rulesOf(settings)
  const applicationName = `tributary ${connectorId}/${taskNumber}`
  const writer = new SinkWriter({
    settings,
    offsets: new OffsetsTable(connectorId, epoch, fixedSchemaOf(settings.tableNameFormat)),
    connect: () => connect(settings.connection, { applicationName, timeZone: settings.timeZone }),
    connectorId,
    reportBad: (records) => context.reportBad(records),
    work: (run) => context.work(run),
  })
  const rows = new RecordRows(settings, targets, rules)
  const raw = openRawRows(config, settings, targets, rules, {
    rows,
    fetchSchema,
  })
  return {
    open: (partitions) => writer.open(partitions),
    put: (batches) =>
      writer.write(
        batches.map((batch) => ({ batch, count: batch.records.length })),
        rows,
        (batch, index) => batch.records[index]?.origin?.offset ?? batch.nextOffset,
      ),
    putRaw:
      raw &&
      ((batches) =>
        writer.write(
          batches.map((batch) => ({ batch, count: batch.count })),
          raw,
          (batch, index) => batch.offsets[index] ?? batch.nextOffset,
        )),
    alterOffsets: (positions) => writer.alterOffsets(positions),
    stop: () => writer.stop(),
  }
}

export const rulesOf = ({ timeZone, dateZone, timestampUnit }: SinkSettings): WritingRules => ({
  zones: zonedTime(timeZone, dateZone),
  timestampUnit,
})

/** @throws TaskFailure */
export function settingsOf(config: TaskConfig, dialect: Dialect): SinkSettings {
  try {
    return readSettings(config, dialect)
  } catch (error) {
    if (error instanceof SettingsError)
      throw new TaskFailure(error.message, true, { cause: error, isLasting: true })
    throw error
  }
}
