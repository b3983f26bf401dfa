import { schemaTypeNames } from '@/components/subjects/setting-words'
import type { Payload } from '@/lib/messages/schema'

export const formatNames: Record<Payload['format'], string> = {
  json: 'JSON',
  text: 'Text',
  binary: 'Binary',
  null: 'Null',
  avro: schemaTypeNames.AVRO,
  'json-schema': schemaTypeNames.JSON,
  protobuf: schemaTypeNames.PROTOBUF,
}
