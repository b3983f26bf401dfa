import type { Payload } from '@/lib/messages/schema'
import type { SchemaTypeName } from '@/lib/subjects/rest-schema'

export const schemaTypeNames = {
  AVRO: 'Avro',
  JSON: 'JSON Schema',
  PROTOBUF: 'Protobuf',
} as const satisfies Record<SchemaTypeName, string>

export const formatNames = {
  json: 'JSON',
  text: 'Text',
  binary: 'Binary',
  null: 'Null',
  avro: schemaTypeNames.AVRO,
  'json-schema': schemaTypeNames.JSON,
  protobuf: schemaTypeNames.PROTOBUF,
} as const satisfies Record<Payload['format'], string>
