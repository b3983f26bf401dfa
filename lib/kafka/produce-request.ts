import { createAPI, produceV9, Writer } from '@platformatic/kafka'
import type { KafkaLink } from './link'

export type ProducePartition = { topic: string; partition: number; batch: Buffer }
export type ProducedPartition = {
  topic: string
  partition: number
  errorCode: number
  detail: string | null
  baseOffset: number
}

const TIMEOUT_MS = 20_000

type Answer = ReturnType<typeof produceV9.parseResponse>
const api = createAPI<[string | null, number, ProducePartition[]], Answer>(
  0,
  9,
  createRequest,
  produceV9.parseResponse,
)

/** One Produce request with at most one batch per partition. `acks` -1 waits for all replicas in sync, 1 for the leader. */
export async function produceBatches(
  link: KafkaLink,
  leader: number,
  acks: -1 | 1,
  batches: ProducePartition[],
  transactionalId: string | null = null,
): Promise<ProducedPartition[]> {
  const answer = await link.callPartialOnce('Producing', leader, api, transactionalId, acks, batches)
  if (typeof answer === 'boolean') return []
  return answer.responses.flatMap(({ name, partitionResponses }) =>
    partitionResponses.map(({ index, errorCode, errorMessage, recordErrors, baseOffset }) => ({
      topic: name,
      partition: index,
      errorCode,
      detail: recordErrors[0]?.batchIndexErrorMessage ?? errorMessage ?? null,
      baseOffset: Number(baseOffset),
    })),
  )
}

function createRequest(transactionalId: string | null, acks: number, batches: ProducePartition[]): Writer {
  const topics = [...Map.groupBy(batches, ({ topic }) => topic)]
  return Writer.create()
    .appendString(transactionalId)
    .appendInt16(acks)
    .appendInt32(TIMEOUT_MS)
    .appendArray(topics, (topicWriter, [topic, group]) => {
      topicWriter.appendString(topic).appendArray(group, (writer, { partition, batch }) => {
        writer
          .appendInt32(partition)
          .appendUnsignedVarInt(batch.length + 1)
          .append(batch)
      })
    })
    .appendTaggedFields()
}
