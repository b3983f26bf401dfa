import {
  anyJson,
  FormRecords,
  integerOf,
  text,
  type FormField,
  type FormModel,
  type FormType,
} from '@/lib/schemas/form/model'
import type { Json } from '@/lib/schemas/json-text'
import type { ProtoFile, ProtoMessage, ProtoScalar } from '@/lib/schemas/protobuf/model'
import type { ParsedProtobuf } from '@/lib/schemas/protobuf/schema'
import { joinName, type ProtoPool } from '@/lib/schemas/protobuf/scope'
import { shapeOf, type FieldShape } from '@/lib/serdes/proto-shape'

/** Full names of all messages that a record may be, the first of the file first. */
export function messageNames({ file }: ParsedProtobuf): string[] {
  const below = (types: ProtoFile['types'], scope: string): string[] =>
    types
      .filter((type): type is ProtoMessage => type.kind === 'message')
      .flatMap((message) => {
        const name = joinName(scope, message.name)
        return [name, ...below(message.nested, name)]
      })
  return below(file.types, file.package)
}

/** @throws SerdesError `undecodable` when the schema has no such message. */
export function protobufForm({ pool }: ParsedProtobuf, messageName: string): FormModel {
  const records = new FormRecords()
  return records.finish('PROTOBUF', messageOf(messageName, { pool, records }))
}

type Making = { pool: ProtoPool; records: FormRecords }

const plainForms: Record<string, FormType> = {
  'google.protobuf.Timestamp': text('instant'),
  'google.protobuf.Duration': text('duration', '0s'),
  'google.protobuf.FieldMask': text(),
  'confluent.type.Decimal': text('decimal', '0.00'),
  'google.protobuf.Value': anyJson,
  'google.protobuf.Struct': { kind: 'map', values: anyJson },
  'google.protobuf.ListValue': { kind: 'list', items: anyJson },
}

const wrapped: Record<string, ProtoScalar> = {
  DoubleValue: 'double',
  FloatValue: 'float',
  Int64Value: 'int64',
  UInt64Value: 'uint64',
  Int32Value: 'int32',
  UInt32Value: 'uint32',
  BoolValue: 'bool',
  StringValue: 'string',
  BytesValue: 'bytes',
}

function messageOf(fullName: string, making: Making): FormType {
  const plain = plainForms[fullName]
  if (plain !== undefined) return plain
  const scalar = fullName.startsWith('google.protobuf.') ? wrapped[fullName.slice(16)] : undefined
  if (scalar !== undefined) return scalarOf(scalar)
  return making.records.add(fullName, fullName.slice(fullName.lastIndexOf('.') + 1), () => {
    const definition = making.pool.get(fullName)?.definition
    const oneofs = definition?.kind === 'message' ? definition.fields.map(({ oneof }) => oneof) : []
    const { fields } = shapeOf(making.pool, fullName)
    return {
      fields: fields.map((field) => fieldOf(field, oneofs[field.index] ?? null, making)),
      others: null,
    }
  })
}

function fieldOf(field: FieldShape, oneof: string | null, making: Making): FormField {
  const single = valueOf(field, making)
  const type: FormType =
    field.cardinality === 'map'
      ? { kind: 'map', values: single }
      : field.cardinality === 'repeated'
        ? { kind: 'list', items: single }
        : single
  return {
    name: field.name,
    aliases: field.jsonName === field.name ? [] : [field.jsonName],
    doc: null,
    type,
    isOptional: field.hasPresence && !field.isRequired,
    initial: field.hasPresence ? undefined : initialOf(field),
    oneof,
  }
}

function initialOf({ cardinality, type, enum: ofEnum }: FieldShape): Json {
  if (cardinality !== 'one') return cardinality === 'map' ? {} : []
  if (type === 'string' || type === 'bytes') return ''
  if (type === 'bool') return false
  return type === 'enum' ? (ofEnum?.values[0]?.name ?? 0) : 0
}

function valueOf(field: FieldShape, making: Making): FormType {
  if (field.type === 'message') return messageOf(field.message().fullName, making)
  if (field.type === 'enum')
    return { kind: 'choice', values: (field.enum?.values ?? []).map(({ name }) => name) }
  return scalarOf(field.type)
}

function scalarOf(type: ProtoScalar): FormType {
  switch (type) {
    case 'bool':
      return { kind: 'boolean' }
    case 'string':
      return text()
    case 'bytes':
      return text('base64')
    case 'float':
    case 'double':
      return { kind: 'number' }
    default:
      return integerOf(type.endsWith('32') ? 32 : 64, type.startsWith('u') || type.startsWith('fixed'))
  }
}
