// The schema of a record's values as it is registered. Isomorphic, and light enough for a preview.
import type { AvroRecord } from '../avro-schema'
import { avroText } from './avro-text'
import type { RegisteredFormat } from './formats'
import { jsonSchemaText } from './json-schema-text'
import { protoText } from './proto-text'

const writers: Record<RegisteredFormat, (record: AvroRecord) => string> = {
  AVRO: avroText,
  JSON_SR: jsonSchemaText,
  PROTOBUF: protoText,
}

/** Throws SchemaProblem when the format cannot hold the schema. */
export const valueText = (format: RegisteredFormat, record: AvroRecord): string => writers[format](record)
