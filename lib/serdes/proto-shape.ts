// What a Protobuf codec has to know of a message, from the model of its schema; made once per message.
import {
  isScalar,
  optionText,
  type ProtoEnum,
  type ProtoField,
  type ProtoFile,
  type ProtoMessage,
  type ProtoScalar,
} from '@/lib/schemas/protobuf/model'
import { findType, type ProtoPool } from '@/lib/schemas/protobuf/scope'
import { SerdesError } from '@/lib/serdes/serdes-error'

export type FieldShape = {
  name: string
  /** lowerCamelCase, or as the option json_name has it. */
  jsonName: string
  number: number
  /** Index among the fields of the message. */
  index: number
  type: ProtoScalar | 'enum' | 'message'
  enum: ProtoEnum | null
  message: () => MessageShape
  cardinality: 'one' | 'repeated' | 'map'
  mapKey: ProtoScalar
  isGroup: boolean
  isRequired: boolean
  isPacked: boolean
  /** Unset differs from the default value. */
  hasPresence: boolean
  /** The other fields of its oneof. */
  rivals: number[]
}

export type MessageShape = { fullName: string; fields: FieldShape[]; byNumber: Map<number, FieldShape> }

const shapes = new WeakMap<ProtoPool, Map<string, MessageShape>>()

/** @throws SerdesError `undecodable` when the schema has no such message. */
export function shapeOf(pool: ProtoPool, fullName: string): MessageShape {
  const ofPool = shapes.get(pool) ?? new Map<string, MessageShape>()
  shapes.set(pool, ofPool)
  const known = ofPool.get(fullName)
  if (known !== undefined) return known
  const type = pool.get(fullName)
  if (type === undefined || type.definition.kind !== 'message')
    throw new SerdesError('undecodable', `The schema has no message ${fullName}.`)
  const { definition, file } = type
  const fields = definition.fields.map((field, index) =>
    fieldShape(field, index, { pool, fullName, definition, file }),
  )
  const shape = { fullName, fields, byNumber: new Map(fields.map((field) => [field.number, field])) }
  ofPool.set(fullName, shape)
  return shape
}

type Owner = { pool: ProtoPool; fullName: string; definition: ProtoMessage; file: ProtoFile }

function fieldShape(field: ProtoField, index: number, owner: Owner): FieldShape {
  const named = isScalar(field.type) ? undefined : findType(owner.pool, field.type, owner.fullName)
  const definition = named?.definition
  const type = isScalar(field.type) ? field.type : definition?.kind === 'enum' ? 'enum' : 'message'
  const cardinality = field.mapKey !== null ? 'map' : field.label === 'repeated' ? 'repeated' : 'one'
  const isExplicit = owner.file.syntax !== 'proto3' || field.label === 'optional' || field.oneof !== null
  const packed = optionText(field.options, 'packed')
  return {
    name: field.name,
    jsonName: optionText(field.options, 'json_name') ?? jsonNameOf(field.name),
    number: field.number,
    index,
    type,
    enum: definition?.kind === 'enum' ? definition : null,
    message: () => shapeOf(owner.pool, named?.fullName ?? field.type),
    cardinality,
    mapKey: field.mapKey !== null && isScalar(field.mapKey) ? field.mapKey : 'string',
    isGroup: field.isGroup,
    isRequired: field.label === 'required',
    isPacked:
      cardinality === 'repeated' &&
      !['string', 'bytes', 'message'].includes(type) &&
      (packed === null ? owner.file.syntax !== 'proto2' : packed === 'true'),
    hasPresence: cardinality === 'one' && (type === 'message' || isExplicit),
    rivals:
      field.oneof === null
        ? []
        : owner.definition.fields.flatMap((other, at) =>
            other.oneof === field.oneof && at !== index ? [at] : [],
          ),
  }
}

export const jsonNameOf = (name: string): string =>
  name.replace(/_+([a-zA-Z0-9]?)/g, (_all, next: string) => next.toUpperCase())
