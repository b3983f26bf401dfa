import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { auditKafkaChange } from '@/lib/audit-events/mutate'
import { reachCluster } from '@/lib/clusters/reach'
import { produce } from '@/lib/kafka'
import { encodeBySchema } from '@/lib/messages/encode'
import { topicEvent } from '@/lib/topics/create'
import type { TopicPlace } from '@/lib/topics/get'
import type { ProducedMessage, produceMessageInput } from '@/lib/messages/schema'
import type { z } from 'zod'

/** Writes one record as Tributary's principal, after the actor's right was checked. */
export async function produceMessage(
  ctx: Ctx,
  { clusterId, topicName }: TopicPlace,
  input: z.output<typeof produceMessageInput>,
): Promise<ProducedMessage> {
  const { cluster, connection } = await reachCluster(ctx, 'messages:write', clusterId, { topic: topicName })
  const record = {
    ...(await recordFrom(cluster.environmentId, input)),
    ...(input.partition == null ? {} : { partition: input.partition }),
  }
  const { method, resource } = topicEvent('Produce', cluster, topicName)
  const produced = await auditKafkaChange(ctx, { method, resource }, () =>
    produce(connection, [{ topic: topicName, ...record }]),
  )
  const [place] = produced
  if (!place) throw new AppError('unavailable', 'Kafka did not say where it put the message.')
  return { partition: place.partition, offset: place.offset }
}

/** Key, value and headers as bytes; by a schema where the input names one. */
export async function recordFrom(
  environmentId: string,
  input: Omit<z.output<typeof produceMessageInput>, 'partition'>,
) {
  const bytesOf = (part: 'key' | 'value'): Buffer | null | Promise<Buffer> => {
    const given = input[part]
    if (given == null) return null
    if (typeof given === 'string') return toBytes(given, input[`${part}Encoding`], part)
    return encodeBySchema(environmentId, part, given)
  }
  return {
    key: await bytesOf('key'),
    value: await bytesOf('value'),
    headers: input.headers.map(({ key, value, encoding }, index) => ({
      key,
      value: toBytes(value, encoding, `headers.${index}.value`),
    })),
  }
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
