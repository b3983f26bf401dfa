// An Avro schema after parsing: full names, links instead of names, so recursive schemas are cyclic objects.
import type { Json, JsonObject } from '@/lib/schemas/json-text'

export const avroPrimitives = [
  'null',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'bytes',
  'string',
] as const
export type AvroPrimitiveKind = (typeof avroPrimitives)[number]

/** https://avro.apache.org/docs/1.12.0/specification/#logical-types; one that does not fit its type is ignored. */
export type LogicalType =
  | { name: 'decimal'; precision: number; scale: number }
  | {
      name:
        | 'date'
        | 'time-millis'
        | 'time-micros'
        | 'timestamp-millis'
        | 'timestamp-micros'
        | 'timestamp-nanos'
        | 'local-timestamp-millis'
        | 'local-timestamp-micros'
        | 'local-timestamp-nanos'
        | 'uuid'
        | 'duration'
    }

/** Attributes that Avro gives no meaning to, and logicalType with its parameters: kept and printed. */
type WithProps = { props: JsonObject }
type Named = WithProps & { name: string; aliases: string[]; doc: string | null }

export type AvroPrimitive = WithProps & { kind: AvroPrimitiveKind; logical: LogicalType | null }
export type AvroArray = WithProps & { kind: 'array'; items: AvroSchema }
export type AvroMap = WithProps & { kind: 'map'; values: AvroSchema }
export type AvroUnion = { kind: 'union'; branches: AvroSchema[] }
export type AvroFixed = Named & { kind: 'fixed'; size: number; logical: LogicalType | null }
export type AvroEnum = Named & { kind: 'enum'; symbols: string[]; default: string | null }
export type AvroField = WithProps & {
  name: string
  aliases: string[]
  doc: string | null
  type: AvroSchema
  order: string | null
  /** undefined: none. */
  default: Json | undefined
}
export type AvroRecord = Named & { kind: 'record'; isError: boolean; fields: AvroField[] }
export type AvroNamed = AvroRecord | AvroEnum | AvroFixed
export type AvroSchema = AvroPrimitive | AvroArray | AvroMap | AvroUnion | AvroNamed

export const isNamed = (schema: AvroSchema): schema is AvroNamed =>
  schema.kind === 'record' || schema.kind === 'enum' || schema.kind === 'fixed'

export const shortName = (fullName: string): string => fullName.slice(fullName.lastIndexOf('.') + 1)

export const namespaceOf = (fullName: string): string =>
  fullName.slice(0, Math.max(0, fullName.lastIndexOf('.')))
