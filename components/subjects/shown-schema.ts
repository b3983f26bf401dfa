import { indentJson } from '@/components/patterns/code/indent-json'
import type { SchemaTypeName } from '@/lib/subjects/rest-schema'

export const schemaLanguages = { AVRO: 'json', JSON: 'json', PROTOBUF: 'protobuf' } as const
const endings: Record<SchemaTypeName, string> = { AVRO: 'avsc', JSON: 'schema.json', PROTOBUF: 'proto' }

/** As people read it: registries keep Avro and JSON Schema on one line. */
export const shownSchema = (type: SchemaTypeName, text: string): string =>
  type !== 'PROTOBUF' && /^\s*[[{]/.test(text) ? indentJson(text) : text

export const schemaFileName = (type: SchemaTypeName, subject: string, version?: number): string =>
  `${subject.replaceAll(/[^\w.-]+/g, '_')}${version === undefined ? '' : `-v${version}`}.${endings[type]}`
