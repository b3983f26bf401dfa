// What a sink would make of the newest records of its topics: read, converted, transformed, and shown as the target would get them.
// Nothing is written, nothing is committed.
import type { ConnectHeader, RecordStage } from '@/lib/connectors/data/record'
import type { ConnectorPreviewDto, PreviewedRecord } from '@/lib/connectors/validation/check-schema'
import { AppError, errorMessage } from '@/lib/errors'
import { fetchNewest, type ViewedRecord } from '@/lib/kafka'
import { readDeadLetterPolicy } from '../error-policy'
import { openPipeline } from '../open-pipeline'
import type { PreviewOfTarget, TargetOfRecord, TaskAssignment } from '../runtime'
import { readTopicChoice } from '../sink/assign-partitions'
import { fateOfBad, transformed, type Prepared } from './previewed-record'

type Pipeline = ReturnType<typeof openPipeline>
type Found = { topic: string; record: ViewedRecord }

/** In place of the id that the connector is given at its launch. */
const FUTURE_ID = 'lcc-…'

export async function previewSink(
  assignment: TaskAssignment,
  count: number,
  previewTarget: PreviewOfTarget | undefined,
): Promise<ConnectorPreviewDto> {
  const newest = await newestRecords(assignment, count)
  const pipeline = openPipeline(assignment)
  const { key, value } = pipeline.converters
  const headers = newest.map(({ record }) => record.headers)
  await key.prepareToConnect?.(
    newest.map(({ record }) => record.key),
    headers,
  )
  await value.prepareToConnect?.(
    newest.map(({ record }) => record.value),
    headers,
  )
  const bad = fateOfBad(assignment)
  const prepared = newest.map((found) => prepare(pipeline, found, bad))
  const letters =
    bad === 'dead-letters' ? readDeadLetterPolicy({ ...assignment, connectorId: FUTURE_ID }) : null
  const left = prepared.flatMap(({ record }) => record ?? [])
  const preview = left.length === 0 ? undefined : await previewTarget?.(assignment, left)
  const targets = preview?.records.values()
  const note = newest.length === 0 ? 'There are no records in these topics yet.' : preview?.note
  return {
    records: prepared.map(({ shown, record }) =>
      record === null ? shown : atTarget(shown, targets?.next().value, bad),
    ),
    tables: [...(preview?.tables ?? [])],
    schemas: [],
    deadLetterTopic: letters?.topic ?? null,
    ...(note === undefined ? {} : { note }),
  }
}

async function newestRecords({ config, ownConnection }: TaskAssignment, count: number): Promise<Found[]> {
  const choice = readTopicChoice(config)
  if (!('names' in choice)) throw new AppError('invalid', 'A preview needs topics by name.')
  const found = await Promise.all(
    choice.names.map(async (topic) => {
      const { records } = await fetchNewest(ownConnection, { topic, max: count })
      return records.map((record) => ({ topic, record }))
    }),
  )
  return found
    .flat()
    .sort((a, b) => b.record.timestamp - a.record.timestamp)
    .slice(0, count)
}

/** Undefined: the sink has no preview of its target. */
function atTarget(
  shown: PreviewedRecord,
  found: TargetOfRecord | undefined,
  bad: PreviewedRecord['fate'],
): PreviewedRecord {
  if (found === undefined) return shown
  if ('problem' in found) {
    const error = { stage: 'TASK_PUT', message: found.problem }
    return { ...shown, error, fate: found.isFatal ? 'fails-task' : bad }
  }
  return { ...shown, after: shown.after && { ...shown.after, target: found.target } }
}

function prepare(
  { converters, steps }: Pipeline,
  { topic, record: viewed }: Found,
  bad: PreviewedRecord['fate'],
): Prepared {
  const { partition, timestamp, timestampType } = viewed
  const offset = Number(viewed.offset)
  const origin = { topic, partition, offset, timestamp }
  let stage: RecordStage = 'KEY_CONVERTER'
  try {
    const key = converters.key.toConnect(topic, viewed.key, viewed.headers)
    stage = 'VALUE_CONVERTER'
    const value = converters.value.toConnect(topic, viewed.value, viewed.headers)
    stage = 'HEADER_CONVERTER'
    const headers = viewed.headers.map((one): ConnectHeader => ({
      key: one.key,
      ...converters.header.toConnect(topic, one.key, one.value),
    }))
    const record = {
      ...{ topic, partition, timestamp, headers },
      ...{ keySchema: key.schema, key: key.value, valueSchema: value.schema, value: value.value },
      origin: { topic, partition, offset, timestampType },
    }
    return transformed(steps, record, origin, bad)
  } catch (thrown) {
    const error = { stage, message: errorMessage(thrown) }
    return { shown: { origin, before: null, steps: [], after: null, error, fate: bad }, record: null }
  }
}
