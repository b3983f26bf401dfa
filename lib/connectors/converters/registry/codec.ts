import type { ConnectSchema, ConnectValue, SchemaAndValue } from '@/lib/connectors/data/schema'
import type { ParsedSchema } from '@/lib/schemas/parse'
import type { SchemaType } from '@/lib/schemas/references'
import type { Payload } from '@/lib/serdes/schema-codec'
import type { Framed } from '@/lib/serdes/wire-format'

/** What one type of schema brings to a converter that works with a Schema Registry. Each throws DataError for what cannot be. */
export type SchemaCodec = {
  /** For messages: Avro, JSON, Protobuf. */
  word: string
  schemaType: SchemaType
  /** Of the payloads that a schema wrote. */
  reader: (schema: ParsedSchema) => PayloadReader
  /** The schema to register for what this one describes. */
  textOf: (schema: ConnectSchema | null) => string
  /** Writes what `schema` describes in the form of the registered one. */
  writer: (schema: ConnectSchema | null, target: ParsedSchema) => PayloadWriter
}

export type PayloadReader = (bytes: Buffer, frame: Framed) => SchemaAndValue
export type PayloadWriter = (value: ConnectValue) => Payload
