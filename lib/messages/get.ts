import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { reachCluster } from '@/lib/clusters/reach'
import { fetchFrom, type ViewedRecord } from '@/lib/kafka'
import { toMessages } from '@/lib/messages/decode'
import type { Message } from '@/lib/messages/schema'

type MessagePlace = { clusterId: string; topicName: string; partitionId: number; offset: string }

export async function getMessage(ctx: Ctx, place: MessagePlace, limit: number): Promise<Message> {
  const { record, environmentId } = await requireRecord(ctx, place)
  const limits = { valueBytes: limit, keyBytes: limit, headerBytes: limit }
  const [message] = await toMessages({ environmentId, topic: place.topicName }, [record], limits)
  if (!message) throw new AppError('not_found', 'The message is not there any more.')
  return message
}

/** Key or value byte by byte, as a file. */
export async function readMessagePart(
  ctx: Ctx,
  place: MessagePlace & { part: 'key' | 'value' },
): Promise<Response> {
  const bytes = (await requireRecord(ctx, place)).record[place.part]
  if (bytes === null) throw new AppError('not_found', `The message has no ${place.part}: it is null.`)
  const name = `${place.topicName}-${place.partitionId}-${place.offset}-${place.part}.bin`
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`,
      'cache-control': 'no-store',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    },
  })
}

async function requireRecord(
  ctx: Ctx,
  { clusterId, topicName, partitionId, offset }: MessagePlace,
): Promise<{ record: ViewedRecord; environmentId: string }> {
  const { cluster, connection } = await reachCluster(ctx, 'messages:read', clusterId, { topic: topicName })
  const query = { topic: topicName, partitions: [partitionId], max: 1, from: { offset } }
  const [record] = (await fetchFrom(connection, query)).records
  if (record?.offset === offset) return { record, environmentId: cluster.environmentId }
  throw new AppError(
    'not_found',
    `Partition ${partitionId} of ${topicName} has no message at offset ${offset}. It may have passed its retention, or was compacted.`,
  )
}
