// Scalars of Protobuf and the messages that stand for a value, as Connect's schemas and values.
import { parseDecimal, rescale } from '@/lib/connectors/data/decimals'
import type { ConnectSchema, ConnectValue, SchemaType } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { Struct } from '@/lib/connectors/data/struct'
import { shortName } from '@/lib/schemas/avro/model'
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import type { OptionValue, ProtoField } from '@/lib/schemas/protobuf/model'
import { knownMessages, protoNames, wrapperTypes, type ProtobufOptions } from './names'

/** Takes what `decodeProto` gives; undefined: the field is not set. */
export type Read = (json: Json | undefined) => ConnectValue
export type ProtoNode = { schema: ConnectSchema; read: Read }

const scalars: Readonly<Record<string, SchemaType>> = {
  double: 'FLOAT64',
  float: 'FLOAT32',
  int32: 'INT32',
  sint32: 'INT32',
  sfixed32: 'INT32',
  uint32: 'INT64',
  fixed32: 'INT64',
  int64: 'INT64',
  uint64: 'INT64',
  sint64: 'INT64',
  fixed64: 'INT64',
  sfixed64: 'INT64',
  bool: 'BOOLEAN',
  string: 'STRING',
  bytes: 'BYTES',
}

export function scalarNode(type: string, connectType?: string): ProtoNode {
  const small = connectType === 'int8' ? schemas.int8 : connectType === 'int16' ? schemas.int16 : undefined
  const schema = small ?? schemas.schemaOf(scalars[type] ?? 'STRING')
  switch (schema.type) {
    case 'INT64':
      return {
        schema,
        read: (json) => (typeof json === 'string' ? signed(BigInt(json)) : ((json as number | null) ?? null)),
      }
    case 'FLOAT32':
    case 'FLOAT64':
      return { schema, read: (json) => (json === undefined || json === null ? null : Number(json)) }
    case 'BYTES':
      return { schema, read: (json) => (typeof json === 'string' ? Buffer.from(json, 'base64') : null) }
    default:
      return { schema, read: (json) => json ?? null }
  }
}

/** Java has no unsigned numbers: those beyond 2^63 are negative there. */
function signed(value: bigint): number | bigint {
  const long = BigInt.asIntN(64, value)
  return Number.isSafeInteger(Number(long)) ? Number(long) : long
}

/** Messages that stand for a value; undefined: it is none of them. */
export function knownNode(
  fullName: string,
  field: ProtoField,
  options: ProtobufOptions,
): ProtoNode | undefined {
  switch (fullName) {
    case knownMessages.decimal: {
      const { scale = '0', precision } = metaOf(field)
      const parameters: Record<string, string> =
        precision === undefined ? {} : { [protoNames.precision]: precision }
      const schema = schemas.decimalOf(Number(scale), { parameters, optional: true })
      return {
        schema,
        read: (json) => {
          const decimal = typeof json === 'string' ? parseDecimal(json) : null
          return decimal && (rescale(decimal, Number(scale)) ?? decimal)
        },
      }
    }
    case knownMessages.date:
      return { schema: schemas.optionalDate, read: (json) => (isObject(json) ? dateOf(json) : null) }
    case knownMessages.time:
      return { schema: schemas.optionalTime, read: (json) => (isObject(json) ? timeOf(json) : null) }
    case knownMessages.timestamp:
      return {
        schema: schemas.optionalTimestamp,
        read: (json) => (typeof json === 'string' ? new Date(json) : isObject(json) ? instantOf(json) : null),
      }
    case 'google.protobuf.Struct':
    case 'google.protobuf.Value':
    case 'google.protobuf.ListValue':
      // Of any shape: as its JSON.
      return {
        schema: schemas.optionalString,
        read: (json) => (json === undefined ? null : JSON.stringify(json)),
      }
    default:
      return durationNode(fullName) ?? wrapperNode(fullName, options.wrapperForNullables)
  }
}

const count = (json: Json | undefined): number => Number(json ?? 0)

const dateOf = ({ year, month, day }: JsonObject): Date =>
  new Date(Date.UTC(count(year), count(month) - 1, count(day)))
const timeOf = ({ hours, minutes, seconds, nanos }: JsonObject): Date =>
  new Date(
    ((count(hours) * 60 + count(minutes)) * 60 + count(seconds)) * 1000 + Math.floor(count(nanos) / 1e6),
  )
const instantOf = ({ seconds, nanos }: JsonObject): Date =>
  new Date(count(seconds) * 1000 + Math.floor(count(nanos) / 1e6))

function durationNode(fullName: string): ProtoNode | undefined {
  if (fullName !== 'google.protobuf.Duration') return undefined
  const fields = [
    schemas.field('seconds', schemas.optionalInt64),
    schemas.field('nanos', schemas.optionalInt32),
  ]
  return {
    schema: schemas.structOf(fields, { name: 'Duration', optional: true }),
    read: (json) => {
      const match = typeof json === 'string' ? /^(-?)(\d+)(?:\.(\d+))?s$/.exec(json) : null
      if (match === null) return null
      const sign = match[1] === '-' ? -1 : 1
      const struct = new Struct()
      struct['seconds'] = sign * Number(match[2])
      struct['nanos'] = sign * Number((match[3] ?? '').padEnd(9, '0'))
      return struct
    },
  }
}

export function wrapperNode(fullName: string, isUnwrapped: boolean): ProtoNode | undefined {
  const type = fullName.startsWith('google.protobuf.') ? wrapperTypes[shortName(fullName)] : undefined
  if (type === undefined) return undefined
  const scalar = Object.keys(scalars).find((name) => scalars[name] === type) ?? 'string'
  const inner = scalarNode(scalar)
  if (isUnwrapped) return { schema: schemas.optionalOf(inner.schema), read: inner.read }
  const value = schemas.withTraits(inner.schema, { optional: true, parameters: { [protoNames.tag]: '1' } })
  return {
    schema: schemas.structOf([schemas.field('value', value)], { name: shortName(fullName), optional: true }),
    read: (json) => {
      if (json === undefined || json === null) return null
      const struct = new Struct()
      struct['value'] = inner.read(json)
      return struct
    },
  }
}

/** The parameters of a field: (confluent.field_meta).params. */
export function metaOf({ options }: ProtoField): Record<string, string> {
  const params: Record<string, string> = {}
  const visit = (value: OptionValue): void => {
    if (value.kind === 'list') value.items.forEach(visit)
    if (value.kind !== 'message') return
    const part = (name: string): string | undefined => {
      const found = value.entries.find((entry) => entry.name === name)?.value
      return found === undefined || found.kind === 'list' || found.kind === 'message' ? undefined : found.text
    }
    const [key, text] = [part('key'), part('value')]
    if (key !== undefined && text !== undefined) params[key] = text
    for (const entry of value.entries) visit(entry.value)
  }
  for (const option of options) if (option.name.includes('confluent.field_meta')) visit(option.value)
  return params
}
