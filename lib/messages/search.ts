import type { Ctx } from '@/lib/context'
import { reachCluster } from '@/lib/clusters/reach'
import { fetchFrom, fetchNewest, type FromQuery } from '@/lib/kafka'
import { toMessages } from '@/lib/messages/decode'
import { limitsFor } from '@/lib/messages/payload'
import type { MessageList, SearchMessagesInput } from '@/lib/messages/schema'
import type { TopicPlace } from '@/lib/topics/get'

/** Looks at messages without joining a group. Long payloads are cut; `getMessage` and `readMessagePart` have them whole. */
export async function searchMessages(
  ctx: Ctx,
  { clusterId, topicName }: TopicPlace,
  input: SearchMessagesInput,
): Promise<MessageList> {
  const { cluster, connection } = await reachCluster(ctx, 'messages:read', clusterId, { topic: topicName })
  const query = {
    topic: topicName,
    max: input.max,
    ...(input.partition ? { partitions: input.partition } : {}),
  }
  const found =
    input.from === 'latest'
      ? await fetchNewest(connection, query)
      : await fetchFrom(connection, { ...query, from: startOf(input) })
  const place = { environmentId: cluster.environmentId, topic: topicName }
  return {
    data: await toMessages(place, found.records, limitsFor(input.max)),
    isComplete: found.isComplete,
    skipped: found.skipped,
  }
}

function startOf({ from, offset, timestamp }: SearchMessagesInput): FromQuery['from'] {
  if (from === 'offset' && offset !== undefined) return { offset }
  if (from === 'timestamp' && timestamp !== undefined) return { timestamp }
  return 'earliest'
}
