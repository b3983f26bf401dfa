import { setImmediate as breathe } from 'node:timers/promises'
import { reachCluster } from '@/lib/clusters/reach'
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { fetchNewest, type ViewedRecord } from '@/lib/kafka'
import { frameOf } from '@/lib/messages/frame'
import { requireKnownSchemas } from '@/lib/messages/encode'
import { registryClient } from '@/lib/schema-registries/client'
import { asActor } from '@/lib/schema-registries/internal'
import type { KnownSchemas } from '@/lib/schema-registries/known-schemas'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { parseSchema, type ParsedSchema } from '@/lib/schemas/parse'
import { resolveReferences } from '@/lib/schemas/references'
import { candidateReader, type CandidateReader } from '@/lib/serdes/candidate-reader'
import { SerdesError } from '@/lib/serdes/serdes-error'
import type { PreviewDto, PreviewInput } from '@/lib/subjects/preview-schema'
import type { TopicPlace } from '@/lib/topics/get'

const breatheEvery = 50
const maxFailures = 100
const maxReasons = 20

/**
 * Which of a topic's newest messages a schema reads that is not saved yet. `credential` is how the acting user shows up at the
 * gateway, for what the schema refers to.
 */
export async function previewEvolution(
  ctx: Ctx,
  { clusterId, topicName }: TopicPlace,
  input: PreviewInput,
  credential: () => Promise<string>,
): Promise<PreviewDto> {
  const { cluster, connection } = await reachCluster(ctx, 'messages:read', clusterId, { topic: topicName })
  const known = await requireKnownSchemas(cluster.environmentId)
  const candidate = await parseCandidate(known, input, credential)
  const read = inField('messageName', () => candidateReader(candidate, input.messageName))
  const { records } = await fetchNewest(connection, { topic: topicName, max: input.max })
  return tryRecords(records, input.part, known, read)
}

async function parseCandidate(
  { registryId }: KnownSchemas,
  { schemaType, schema, references }: PreviewInput,
  credential: () => Promise<string>,
): Promise<ParsedSchema> {
  try {
    if (references.length === 0) return parseSchema(schemaType, schema)
    const registry = registryClient(asActor(registryId, await credential()))
    return parseSchema(schemaType, schema, await resolveReferences(references, registry.referenced))
  } catch (error) {
    if (error instanceof InvalidSchemaError) throw invalid('schema', error)
    throw error
  }
}

async function tryRecords(
  records: readonly ViewedRecord[],
  part: PreviewInput['part'],
  known: KnownSchemas,
  read: CandidateReader,
): Promise<PreviewDto> {
  const frames = records.map((record) => frameOf(record, part))
  const find = await known.learn(
    frames.flatMap((frame) => (frame === null || frame instanceof SerdesError ? [] : [frame.schema])),
  )
  const failures: PreviewDto['failures'] = []
  const reasons = new Map<string, number>()
  let empty = 0
  let failed = 0
  for (const [index, record] of records.entries()) {
    const bytes = record[part]
    const frame = frames[index]
    if (index % breatheEvery === 0) await breathe()
    if (bytes === null) {
      empty++
      continue
    }
    try {
      if (frame instanceof SerdesError) throw frame
      const found = frame ? find(frame.schema) : null
      if (found instanceof SerdesError) throw found
      read(bytes, frame && found ? { frame, schema: found.schema } : null)
    } catch (error) {
      if (!(error instanceof SerdesError)) throw error
      failed++
      const { partition, offset } = record
      if (failures.length < maxFailures) failures.push({ partition, offset, reason: error.message })
      reasons.set(error.message, (reasons.get(error.message) ?? 0) + 1)
    }
  }
  return {
    read: records.length,
    succeeded: records.length - empty - failed,
    failed,
    empty,
    failures,
    reasons: [...reasons]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count)
      .slice(0, maxReasons),
  }
}

function inField<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw error instanceof SerdesError ? invalid(path, error) : error
  }
}

const invalid = (path: string, cause: Error): AppError =>
  new AppError('invalid', 'The schema is not valid.', { cause, fields: [{ path, message: cause.message }] })
