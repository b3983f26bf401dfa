// Live tail as server-sent events: the newest of what came a few times a second, and a count of all.
import { setTimeout as pause } from 'node:timers/promises'
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { reachCluster } from '@/lib/clusters/reach'
import { describeTopic, tail, type KafkaConnection, type TailQuery, type ViewedRecord } from '@/lib/kafka'
import { eventStream, type EventSink } from '@/lib/live/event-stream'
import { watchActor } from '@/lib/live/watch-actor'
import { toMessages } from '@/lib/messages/decode'
import type { TailEvent } from '@/lib/messages/schema'
import type { TopicPlace } from '@/lib/topics/get'

const sendEveryMs = 200
const atMostPerEvent = 50
const maxStreamsPerActor = 20
const limits = { valueBytes: 4096, keyBytes: 1024, headerBytes: 512 }
const open = new Map<string, number>()

/** Ends with the browser, the session, the right or the topic; then the Kafka sockets close. */
export async function tailMessages(
  ctx: Ctx,
  { clusterId, topicName }: TopicPlace,
  { partition }: { partition?: number[] | undefined },
  signal: AbortSignal,
): Promise<Response> {
  const { cluster, connection } = await reachCluster(ctx, 'messages:read', clusterId, { topic: topicName })
  // A topic that does not exist is an ordinary 404, not a broken stream.
  await describeTopic(connection, topicName)
  const who = ctx.actor.principal
  const count = open.get(who) ?? 0
  if (count >= maxStreamsPerActor)
    throw new AppError('quota', `At most ${maxStreamsPerActor} live message streams at a time. Close one.`)
  open.set(who, count + 1)
  const query = { topic: topicName, ...(partition ? { partitions: partition } : {}) }
  return eventStream(signal, (sink) => {
    const stop = new AbortController()
    const unwatch = watchActor(ctx, 'messages:read', clusterId, () => sink.end(), {
      topic: topicName,
    })
    void follow({ connection, environmentId: cluster.environmentId }, query, sink, stop.signal)
    return () => {
      stop.abort()
      unwatch()
      open.set(who, (open.get(who) ?? 1) - 1)
    }
  })
}

async function follow(
  { connection, environmentId }: { connection: KafkaConnection; environmentId: string },
  query: Pick<TailQuery, 'topic' | 'partitions'>,
  sink: EventSink,
  signal: AbortSignal,
): Promise<void> {
  let received = 0
  let newest: ViewedRecord[] = []
  const onSkipped = (skipped: number): void => {
    received += skipped
  }
  try {
    for await (const records of tail(connection, { ...query, from: 'latest', onSkipped }, signal)) {
      received += records.length
      newest = [...newest, ...records].slice(-atMostPerEvent)
      // While the browser is slower than the topic nothing is fetched; what it missed is counted, not queued.
      while (sink.isFull() && !signal.aborted) await pause(50)
      const messages = await toMessages({ environmentId, topic: query.topic }, newest, limits)
      const event: TailEvent = { messages, received }
      sink.send('messages', event)
      received = 0
      newest = []
      await pause(sendEveryMs)
    }
  } catch (error) {
    const message =
      error instanceof AppError ? error.message : 'The live stream broke off. Turn it on again to go on.'
    sink.send('problem', { message })
  } finally {
    sink.end()
  }
}
