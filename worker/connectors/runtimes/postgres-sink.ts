// PostgreSQL sink: rows by COPY, exactly once. See postgres-sink/offsets-table.ts for the guarantee.
import {
  readConnection,
  readSettings,
  SettingsError,
  type SinkSettings,
} from '@/lib/connectors/postgres-sink/settings'
import { fixedSchemaOf } from '@/lib/connectors/postgres-sink/identifiers'
import type { WritingRules } from '@/lib/connectors/postgres-sink/value-writer'
import { zonedTime } from '@/lib/connectors/postgres-sink/zoned-time'
import { checkDatabase } from './postgres-sink/check'
import { connect } from './postgres-sink/connection'
import { OffsetsTable } from './postgres-sink/offsets-table'
import { RecordRows } from './postgres-sink/record-rows'
import { openRawRows } from './postgres-sink/raw-rows'
import { SinkWriter } from './postgres-sink/sink-writer'
import { Targets } from './postgres-sink/targets'
import { TaskFailure, type CheckTarget, type CreateSinkTask, type TaskConfig } from '../runtime'

export const createSinkTask: CreateSinkTask = (context) => {
  const { connectorId, taskNumber, epoch, config, dialect, log } = context
  const settings = understood(() => readSettings(config, dialect))
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
  const raw = openRawRows(config, settings, targets, rules)
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

export const checkTarget: CheckTarget = async (config: TaskConfig, signal) => {
  try {
    return await checkDatabase(config, readConnection(config), signal)
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return { ok: false, layer: 'configuration', field: error.property, message: error.message }
  }
}

const rulesOf = ({ timeZone, dateZone, timestampUnit }: SinkSettings): WritingRules => ({
  zones: zonedTime(timeZone, dateZone),
  timestampUnit,
})

function understood<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof SettingsError) throw new TaskFailure(error.message, true, { cause: error })
    throw error
  }
}
