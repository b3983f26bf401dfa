// The three types of schema behind one door: text in, a parsed schema out, and what makes two the same.
import { createHash } from 'node:crypto'
import { parseAvro, type ParsedAvro } from '@/lib/schemas/avro/parse'
import { printAvro } from '@/lib/schemas/avro/print'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { sortKeys, type Json } from '@/lib/schemas/json-text'
import { parseJsonSchema, printJsonSchema, type ParsedJsonSchema } from '@/lib/schemas/json/schema'
import { writeDescriptor } from '@/lib/schemas/protobuf/descriptor'
import { printProto } from '@/lib/schemas/protobuf/print'
import { parseProtobuf, type ParsedProtobuf } from '@/lib/schemas/protobuf/schema'
import {
  noReferences,
  type ResolvedReferences,
  type SchemaReference,
  type SchemaType,
} from '@/lib/schemas/references'

export const schemaTypes: SchemaType[] = ['JSON', 'PROTOBUF', 'AVRO']

export type ParsedSchema =
  | { schemaType: 'AVRO'; avro: ParsedAvro }
  | { schemaType: 'JSON'; json: ParsedJsonSchema }
  | { schemaType: 'PROTOBUF'; protobuf: ParsedProtobuf }

/**
 * @param references What `resolveReferences` found for the schema's references.
 * @throws InvalidSchemaError with the reason and the place; the registry's 42201.
 */
export function parseSchema(
  schemaType: SchemaType,
  text: string,
  references: ResolvedReferences = noReferences,
): ParsedSchema {
  if (text.trim() === '') throw new InvalidSchemaError('Empty schema')
  switch (schemaType) {
    case 'AVRO':
      return { schemaType, avro: parseAvro(text, references) }
    case 'JSON':
      return { schemaType, json: parseJsonSchema(text, references) }
    case 'PROTOBUF':
      return { schemaType, protobuf: parseProtobuf(text, references) }
  }
}

/** The text to store and to hand out. Two schemas of one text are the same; `normalize` takes more for the same. */
export function canonicalText(schema: ParsedSchema, normalize = false): string {
  switch (schema.schemaType) {
    case 'AVRO':
      return printAvro(schema.avro, normalize)
    case 'JSON':
      return printJsonSchema(schema.json, normalize)
    case 'PROTOBUF':
      return printProto(schema.protobuf.file, schema.protobuf.pool, normalize)
  }
}

/** What `format=serialized` asks for: of Protobuf a FileDescriptorProto in base64, of the others the text. */
export const serializedText = (schema: ParsedSchema): string =>
  schema.schemaType === 'PROTOBUF'
    ? writeDescriptor(schema.protobuf.file, schema.protobuf.pool)
    : canonicalText(schema)

export type SchemaIdentity = {
  schemaType: SchemaType
  /** Of `canonicalText`. */
  text: string
  references: SchemaReference[]
  /** Null or undefined: none. */
  metadata?: Json | undefined
  ruleSet?: Json | undefined
}

/** SHA-256 in hex of all that gives a schema its id: registering twice what has one fingerprint yields one id. */
export function schemaFingerprint({
  schemaType,
  text,
  references,
  metadata,
  ruleSet,
}: SchemaIdentity): string {
  const parts = [
    schemaType,
    text,
    references.map(({ name, subject, version }) => [name, subject, version]),
    sortKeys(metadata ?? null),
    sortKeys(ruleSet ?? null),
  ]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** The GUID of a schema, the same in every registry: the start of its fingerprint as a UUID of version 8. */
export function schemaGuid(fingerprint: string): string {
  const variant = '89ab'.charAt(parseInt(fingerprint.charAt(16), 16) % 4)
  const hex = `${fingerprint.slice(0, 12)}8${fingerprint.slice(13, 16)}${variant}${fingerprint.slice(17, 32)}`
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
