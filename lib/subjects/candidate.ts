// A schema that somebody sends, before it has an id: read, in its canonical text, with all that makes it the same as another.
import type { Tx } from '@/lib/db'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import {
  canonicalText,
  parseSchema,
  schemaFingerprint,
  schemaTypes,
  type ParsedSchema,
} from '@/lib/schemas/parse'
import type { SchemaReference, SchemaType } from '@/lib/schemas/references'
import { tidyMetadata, tidyRuleSet, type DataContract } from '@/lib/subjects/contract-in-force'
import { invalidSchema, schemaTooLarge } from '@/lib/subjects/registry-error'
import { findReferences, noneFound, type ReferenceTarget } from '@/lib/subjects/resolve-references'
import { maxSchemaBytes, type RegisterBody } from '@/lib/subjects/schema'

export type Candidate = DataContract & {
  schemaType: SchemaType
  parsed: ParsedSchema
  text: string
  references: SchemaReference[]
  targets: ReferenceTarget[]
  fingerprint: string
}

type Place = { registryId: string; context: string; normalize: boolean }

/** @throws RegistryError 42201 (with the place in the schema), 42209, 42210. */
export async function readCandidate(
  tx: Pick<Tx, '$queryRaw'>,
  { registryId, context, normalize }: Place,
  body: RegisterBody,
): Promise<Candidate> {
  const schemaType = readType(body.schemaType)
  const given = body.schema ?? ''
  if (Buffer.byteLength(given) > maxSchemaBytes)
    throw schemaTooLarge(`The schema has ${Buffer.byteLength(given)} bytes; ${maxSchemaBytes} are allowed.`)
  try {
    const found = body.references?.length
      ? await findReferences(tx, registryId, context, sortIf(normalize, body.references))
      : noneFound
    const parsed = parseSchema(schemaType, given, found.resolved)
    const text = canonicalText(parsed, normalize)
    if (!isStorable([text, found.references, body.metadata, body.ruleSet]))
      throw new InvalidSchemaError('It holds a character that no text has: U+0000 or half of a pair')
    return withContract(
      {
        schemaType,
        parsed,
        text,
        references: found.references,
        targets: found.targets,
      },
      { metadata: tidyMetadata(body.metadata), ruleSet: tidyRuleSet(body.ruleSet) },
    )
  } catch (error) {
    if (!(error instanceof InvalidSchemaError)) throw error
    if (given.trim() === '') throw invalidSchema('Empty schema')
    throw invalidSchema(`Invalid schema of type ${schemaType}, details: ${error.message}`)
  }
}

/** The same schema with other metadata and rules is another one. */
export function withContract(
  schema: Omit<Candidate, keyof DataContract | 'fingerprint'>,
  { metadata, ruleSet }: DataContract,
): Candidate {
  const bare = { ...schema, metadata, ruleSet }
  return { ...bare, fingerprint: fingerprintOf(bare) }
}

export const fingerprintOf = ({
  schemaType,
  text,
  references,
  metadata,
  ruleSet,
}: Omit<Candidate, 'fingerprint' | 'parsed' | 'targets'>): string =>
  schemaFingerprint({
    ...{ schemaType, text, references },
    metadata: asJson(metadata),
    ruleSet: asJson(ruleSet),
  })

const asJson = (value: object | null): Parameters<typeof schemaFingerprint>[0]['metadata'] =>
  value === null ? null : (JSON.parse(JSON.stringify(value)) as Record<string, string>)

/** Postgres keeps neither U+0000 nor lone surrogates. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every((entry) => entry.every(isStorable))
}

function readType(given: string | null | undefined): SchemaType {
  if (given === null || given === undefined || given === '') return 'AVRO'
  const type = schemaTypes.find((known) => known === given)
  if (type === undefined)
    throw invalidSchema(`Invalid schema type ${given.slice(0, 100)}. There are AVRO, JSON and PROTOBUF.`)
  return type
}

/** Their order says nothing when the schema is normalized. */
const sortIf = (normalize: boolean, references: readonly SchemaReference[]): SchemaReference[] =>
  normalize ? [...references].sort((a, b) => (a.name < b.name ? -1 : 1)) : [...references]
