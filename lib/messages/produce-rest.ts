// POST …/records of Kafka REST v3: JSON objects one after another on one connection, answered one by one in their order. What
// came together is produced together, and nothing is read while answers wait: memory stays bounded on both sides.
import { z } from 'zod'
import { auditKafkaChange } from '@/lib/audit-events/mutate'
import { reachCluster } from '@/lib/clusters/reach'
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { kafkaProblem } from '@/lib/http/problem'
import { streamJson } from '@/lib/http/stream-json'
import { describeTopic, produceEach, type KafkaConnection } from '@/lib/kafka'
import { watchActor } from '@/lib/live/watch-actor'
import type { CutRecord } from '@/lib/messages/json-records'
import { cutRecords, isStream, readInput, requireJson, refusal } from '@/lib/messages/rest-input'
import { toRestRecord, type EncodeBySchema, type RestRecord } from '@/lib/messages/rest-record'
import { restEncoder } from '@/lib/messages/rest-schema'
import { topicEvent } from '@/lib/topics/create'
import type { TopicPlace } from '@/lib/topics/get'

const atOnceBytes = 512 * 1024

const sent = z
  .object({
    type: z.string(),
    size: z.number(),
    subject: z.string().optional(),
    schema_id: z.number().optional(),
    schema_version: z.number().optional(),
  })
  .optional()
export const producedRecordDto = z.object({
  error_code: z.number(),
  message: z.string().optional(),
  cluster_id: z.string().optional(),
  topic_name: z.string().optional(),
  partition_id: z.number().optional(),
  offset: z.number().optional(),
  timestamp: z.string().optional(),
  key: sent,
  value: sent,
})
type Report = z.input<typeof producedRecordDto>

export async function produceRestRecords(ctx: Ctx, place: TopicPlace, request: Request): Promise<Response> {
  const { clusterId, topicName } = place
  const at = { topic: topicName }
  const { cluster, connection } = await reachCluster(ctx, 'messages:write', clusterId, at)
  requireJson(request)
  const records = cutRecords(request)
  const first = await records.next()
  if (first.done === true) throw refusal(422, 'Payload error. Request body is empty. Data is required.')
  // One record alone that cannot be read is a bad request; in a stream it is a bad record.
  if (!isStream(request) && first.value[0]) readInput(first.value[0])
  await describeTopic(connection, topicName)
  const { method, resource } = topicEvent('Produce', cluster, topicName)
  const watch = { isOver: false }
  const unwatch = watchActor(ctx, 'messages:write', clusterId, () => (watch.isOver = true), at)
  const finished = Promise.withResolvers<undefined>()
  const started = Promise.withResolvers<undefined>()
  const audited = auditKafkaChange(ctx, { method, resource }, () => {
    started.resolve(undefined)
    return finished.promise
  })
  await Promise.race([started.promise, audited])
  const finish = async (): Promise<void> => {
    unwatch()
    finished.resolve(undefined)
    await audited
  }
  const target = { connection, place, bySchema: restEncoder(ctx, cluster.environmentId, topicName, request) }
  const reports = async function* (): AsyncGenerator<string, void> {
    try {
      yield* reportsOf(target, first.value)
      for await (const cut of records) {
        if (watch.isOver) {
          yield ended
          return
        }
        yield* reportsOf(target, cut)
      }
    } finally {
      await finish()
    }
  }
  return streamJson(reports())
}

const ended = line({ error_code: 40301, message: 'The right to write to this topic has ended.' })

type Target = { connection: KafkaConnection; place: TopicPlace; bySchema: EncodeBySchema }

/** One line per record, in the order of the records. */
async function* reportsOf(target: Target, cut: CutRecord[]): AsyncGenerator<string, void> {
  let group: (RestRecord | AppError)[] = []
  let bytes = 0
  for (const one of cut) {
    const record = await attempt(() => toRestRecord(readInput(one), target.bySchema))
    group.push(record)
    if (!(record instanceof AppError)) bytes += (record.key?.length ?? 0) + (record.value?.length ?? 0)
    if (bytes < atOnceBytes) continue
    yield* await write(target, group)
    group = []
    bytes = 0
  }
  yield* await write(target, group)
}

async function write(
  { connection, place: { clusterId, topicName } }: Target,
  group: (RestRecord | AppError)[],
): Promise<string[]> {
  const good = group.filter((record): record is RestRecord => !(record instanceof AppError))
  const outcomes = await produceEach(
    connection,
    good.map(({ sent: _reported, ...record }) => ({ topic: topicName, ...record })),
  )
  let next = 0
  return group.map((record) => {
    const outcome = record instanceof AppError ? record : outcomes[next++]
    if (record instanceof AppError || outcome === undefined || outcome instanceof AppError)
      return line(kafkaProblem(outcome instanceof AppError ? outcome : unanswered))
    return line({
      error_code: 200,
      cluster_id: clusterId,
      topic_name: topicName,
      partition_id: outcome.partition,
      offset: Number(outcome.offset),
      timestamp: new Date(record.timestamp).toISOString(),
      key: record.sent.key,
      value: record.sent.value,
    })
  })
}

const unanswered = new AppError('unavailable', 'Kafka did not say where it put the message.')

function line(report: Report): string {
  return `${JSON.stringify(report)}\n`
}

async function attempt<T>(run: () => Promise<T>): Promise<T | AppError> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}
