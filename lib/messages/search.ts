import type { Ctx } from '@/lib/context'
import { reachCluster } from '@/lib/clusters/reach'
import { fetchFrom, fetchNewest, type FromQuery } from '@/lib/kafka'
import { limitsFor, toMessage } from '@/lib/messages/payload'
import type { MessageList, SearchMessagesInput } from '@/lib/messages/schema'
import type { TopicPlace } from '@/lib/topics/get'

/** Looks at messages without joining a group. Long payloads are cut; `getMessage` and `readMessagePart` have them whole. */
export async function searchMessages(
  ctx: Ctx,
  { clusterId, topicName }: TopicPlace,
  input: SearchMessagesInput,
): Promise<MessageList> {
  const { connection } = await reachCluster(ctx, 'messages:read', clusterId, { topic: topicName })
  const query = {
    topic: topicName,
    max: input.max,
    ...(input.partition ? { partitions: input.partition } : {}),
  }
  const found =
    input.from === 'latest'
      ? await fetchNewest(connection, query)
      : await fetchFrom(connection, { ...query, from: startOf(input) })
  const limits = limitsFor(input.max)
  return {
    data: found.records.map((record) => toMessage(record, limits)),
    isComplete: found.isComplete,
    skipped: found.skipped,
  }
}

function startOf({ from, offset, timestamp }: SearchMessagesInput): FromQuery['from'] {
  if (from === 'offset' && offset !== undefined) return { offset }
  if (from === 'timestamp' && timestamp !== undefined) return { timestamp }
  return 'earliest'
}
