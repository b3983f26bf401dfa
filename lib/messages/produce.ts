import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { auditKafkaChange } from '@/lib/audit-events/mutate'
import { reachCluster } from '@/lib/clusters/reach'
import { produce, type RecordOfTopic } from '@/lib/kafka'
import { topicEvent } from '@/lib/topics/create'
import type { TopicPlace } from '@/lib/topics/get'
import type { ProducedMessage, produceMessageInput } from '@/lib/messages/schema'
import type { z } from 'zod'

type RecordToWrite = Omit<RecordOfTopic, 'topic'>

/** Writes one record as Tributary's principal, after the actor's right was checked. */
export async function produceRecord(
  ctx: Ctx,
  { clusterId, topicName }: TopicPlace,
  record: RecordToWrite,
): Promise<ProducedMessage> {
  const { cluster, connection } = await reachCluster(ctx, 'messages:write', clusterId, { topic: topicName })
  const { method, resource } = topicEvent('Produce', cluster, topicName)
  const produced = await auditKafkaChange(ctx, { method, resource }, () =>
    produce(connection, [{ topic: topicName, ...record }]),
  )
  const [place] = produced
  if (!place) throw new AppError('unavailable', 'Kafka did not say where it put the message.')
  return { partition: place.partition, offset: place.offset }
}

export function produceMessage(
  ctx: Ctx,
  place: TopicPlace,
  input: z.output<typeof produceMessageInput>,
): Promise<ProducedMessage> {
  return produceRecord(ctx, place, {
    key: input.key == null ? null : toBytes(input.key, input.keyEncoding, 'key'),
    value: input.value == null ? null : toBytes(input.value, input.valueEncoding, 'value'),
    headers: input.headers.map(({ key, value, encoding }, index) => ({
      key,
      value: toBytes(value, encoding, `headers.${index}.value`),
    })),
    ...(input.partition == null ? {} : { partition: input.partition }),
  })
}

function toBytes(text: string, encoding: 'text' | 'base64', path: string): Buffer {
  if (encoding === 'text') return Buffer.from(text, 'utf8')
  const bytes = fromBase64(text)
  if (bytes) return bytes
  throw new AppError('invalid', 'The message is not valid.', {
    fields: [{ path, message: 'This is not base64.' }],
  })
}

/** null when the text is not padded base64. */
export const fromBase64 = (text: string): Buffer | null =>
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)
    ? Buffer.from(text, 'base64')
    : null
