// The compatibility levels of a subject. Which earlier versions a new one is held against is the caller's: the last
// one, or all of them where the level is transitive (`isTransitive`).
import { avroIncompatibilities } from '@/lib/schemas/avro/compatibility'
import type { Incompatibility, Sides } from '@/lib/schemas/incompatibility'
import { jsonIncompatibilities } from '@/lib/schemas/json/compatibility'
import type { JsonPolicy } from '@/lib/schemas/json/differences'
import type { ParsedSchema } from '@/lib/schemas/parse'
import { protobufIncompatibilities } from '@/lib/schemas/protobuf/compatibility'

export const compatibilityLevels = [
  'NONE',
  'BACKWARD',
  'BACKWARD_TRANSITIVE',
  'FORWARD',
  'FORWARD_TRANSITIVE',
  'FULL',
  'FULL_TRANSITIVE',
] as const
export type CompatibilityLevel = (typeof compatibilityLevels)[number]

export const isTransitive = (level: CompatibilityLevel): boolean => level.endsWith('_TRANSITIVE')

/**
 * Why `candidate` may not follow `earlier` at this level, one message for each clash, shaped as Confluent's verbose
 * ones; none: it may. BACKWARD: the new schema reads old data. FORWARD: the old one reads new data. FULL: both.
 */
export function compatibilityMessages(
  level: CompatibilityLevel,
  candidate: ParsedSchema,
  earlier: ParsedSchema,
  policy: JsonPolicy = 'STRICT',
): string[] {
  if (level === 'NONE') return []
  const isBackward = !level.startsWith('FORWARD')
  const isForward = !level.startsWith('BACKWARD')
  const messages = [
    ...(isBackward ? check(candidate, earlier, { reader: 'new', writer: 'old' }, policy) : []),
    ...(isForward ? check(earlier, candidate, { reader: 'old', writer: 'new' }, policy) : []),
  ]
  return [...new Set(messages)]
}

function check(reader: ParsedSchema, writer: ParsedSchema, sides: Sides, policy: JsonPolicy): string[] {
  if (reader.schemaType === 'AVRO' && writer.schemaType === 'AVRO')
    return avroIncompatibilities(reader.avro.root, writer.avro.root).map((one) => toMessage(one, sides))
  if (reader.schemaType === 'JSON' && writer.schemaType === 'JSON')
    return jsonIncompatibilities(reader.json, writer.json, policy).map((one) => toMessage(one, sides))
  if (reader.schemaType === 'PROTOBUF' && writer.schemaType === 'PROTOBUF')
    return protobufIncompatibilities(reader.protobuf, writer.protobuf).map((one) => toMessage(one, sides))
  return [
    `Incompatible because of different schema type: the ${sides.reader} schema is ${reader.schemaType}, the ${sides.writer} schema ${writer.schemaType}`,
  ]
}

function toMessage({ errorType, describe, additionalInfo }: Incompatibility, sides: Sides): string {
  const text = describe(sides)
  return additionalInfo === undefined
    ? `{errorType:"${errorType}", description:"${text}"}`
    : `{errorType:'${errorType}', description:'${text}', additionalInfo:'${additionalInfo}'}`
}
