import { isUtf8 } from 'node:buffer'
import { setImmediate as breathe } from 'node:timers/promises'
import { reachCluster } from '@/lib/clusters/reach'
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { parseJsonExactly } from '@/lib/exact-json'
import { fetchNewest } from '@/lib/kafka'
import { frameOf } from '@/lib/messages/frame'
import { inferSchema } from '@/lib/schemas/infer'
import { ShapeOfDocuments } from '@/lib/schemas/infer-shape'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import type { InferInput, InferredSchemaDto } from '@/lib/subjects/infer-schema'
import type { TopicPlace } from '@/lib/topics/get'

const breatheEvery = 50

/** A schema that takes the newest JSON messages of a topic. */
export async function inferTopicSchema(
  ctx: Ctx,
  { clusterId, topicName }: TopicPlace,
  { part, schemaType, max }: InferInput,
): Promise<InferredSchemaDto> {
  const { connection } = await reachCluster(ctx, 'messages:read', clusterId, { topic: topicName })
  const { records } = await fetchNewest(connection, { topic: topicName, max })
  const shape = new ShapeOfDocuments()
  const counts = { read: records.length, used: 0, notJson: 0, empty: 0 }
  try {
    // Oldest first, so that fields stand in the order in which they came up.
    for (const [index, record] of records.toReversed().entries()) {
      const bytes = record[part]
      if (bytes === null) counts.empty++
      else if (frameOf(record, part) === null && addJson(shape, bytes)) counts.used++
      else counts.notJson++
      if (index % breatheEvery === 0) await breathe()
    }
    if (counts.used === 0)
      throw new InvalidSchemaError(
        `None of the newest ${counts.read} messages has a ${part} that is JSON, so there is nothing to infer from`,
      )
    const name = part === 'key' ? `${topicName}-key` : topicName
    return { schemaType, ...inferSchema(shape.root, schemaType, name), ...counts }
  } catch (error) {
    if (!(error instanceof InvalidSchemaError)) throw error
    throw new AppError('invalid', `${error.message}.`, { cause: error })
  }
}

function addJson(shape: ShapeOfDocuments, bytes: Buffer): boolean {
  if (!isUtf8(bytes)) return false
  let document: unknown
  try {
    document = parseJsonExactly(bytes.toString('utf8'))
  } catch {
    return false
  }
  return shape.add(document)
}
