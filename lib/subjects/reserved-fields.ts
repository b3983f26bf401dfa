// Field names that a contract keeps free (`confluent:reserved` in its metadata), where the settings say `validateFields`.
import { isObject } from '@/lib/schemas/json-text'
import type { ParsedSchema } from '@/lib/schemas/parse'
import type { Candidate } from '@/lib/subjects/candidate'
import type { MetadataDto } from '@/lib/subjects/rest-schema'

const property = 'confluent:reserved'

/** Why a candidate may not follow the latest version, as messages. */
export function reservedFieldProblems(
  { parsed, metadata }: Pick<Candidate, 'parsed' | 'metadata'>,
  latest: { metadata: MetadataDto | null } | null,
): string[] {
  const reserved = reservedIn(metadata)
  const present = topLevelFields(parsed)
  return [
    ...reservedIn(latest?.metadata ?? null)
      .filter((name) => !reserved.includes(name))
      .map(
        (name) =>
          `The metadata of the latest version has the reserved field ${name}, which the new one leaves out.`,
      ),
    ...reserved
      .filter((name) => present.includes(name))
      .map((name) => `The new schema has a field that conflicts with the reserved field ${name}.`),
  ]
}

const reservedIn = (metadata: MetadataDto | null): string[] =>
  (metadata?.properties?.[property] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

function topLevelFields(parsed: ParsedSchema): string[] {
  if (parsed.schemaType === 'AVRO') {
    const { root } = parsed.avro
    return root.kind === 'record' ? root.fields.map(({ name }) => name) : []
  }
  if (parsed.schemaType === 'PROTOBUF') {
    const message = parsed.protobuf.file.types.find((type) => type.kind === 'message')
    return message ? message.fields.map(({ name }) => name) : []
  }
  const { root } = parsed.json
  return isObject(root) && isObject(root['properties']) ? Object.keys(root['properties']) : []
}
