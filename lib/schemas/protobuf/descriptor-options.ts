// Options between text and descriptor: those that descriptor.proto declares. Custom ones (in parentheses) are
// extensions, whose declaration a lone descriptor does not carry: they live in text only.
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { descriptorPool, type OptionsOf } from '@/lib/schemas/protobuf/descriptor-pool'
import type { OptionValue, ProtoOption } from '@/lib/schemas/protobuf/model'
import { shapeOf, type FieldShape, type MessageShape } from '@/lib/serdes/proto-shape'

const shape = (of: OptionsOf): MessageShape => shapeOf(descriptorPool(), `google.protobuf.${of}Options`)

export function readOptions(of: OptionsOf, json: Json | undefined): ProtoOption[] {
  return isObject(json) ? entriesOf(shape(of), json) : []
}

function entriesOf({ fields }: MessageShape, json: JsonObject): { name: string; value: OptionValue }[] {
  return fields.flatMap((field) => {
    const value = json[field.name]
    if (value === undefined || field.name === 'uninterpreted_option') return []
    if (field.cardinality !== 'repeated') return [{ name: field.name, value: toValue(field, value) }]
    return Array.isArray(value)
      ? value.map((item) => ({ name: field.name, value: toValue(field, item) }))
      : []
  })
}

function toValue(field: FieldShape, value: Json): OptionValue {
  if (field.type === 'message')
    return { kind: 'message', entries: isObject(value) ? entriesOf(field.message(), value) : [] }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (field.type === 'string' || field.type === 'bytes') return { kind: 'string', text }
  return { kind: field.type === 'enum' || field.type === 'bool' ? 'word' : 'number', text }
}

/** Undefined: none, so that the message of options is left out. */
export function writeOptions(of: OptionsOf, options: ProtoOption[]): JsonObject | undefined {
  const json = toObject(shape(of), options)
  return Object.keys(json).length === 0 ? undefined : json
}

function toObject({ fields }: MessageShape, entries: { name: string; value: OptionValue }[]): JsonObject {
  const json: JsonObject = {}
  for (const { name, value } of entries) {
    const field = fields.find((one) => one.name === name)
    if (field === undefined) continue
    const item = fromValue(field, value)
    const before = json[name]
    json[name] = field.cardinality === 'repeated' ? [...(Array.isArray(before) ? before : []), item] : item
  }
  return json
}

function fromValue(field: FieldShape, value: OptionValue): Json {
  if (value.kind === 'message')
    return field.type === 'message' ? toObject(field.message(), value.entries) : {}
  if (value.kind === 'list') return value.items.map((item) => fromValue(field, item))
  if (field.type === 'bool') return value.text === 'true'
  return value.kind === 'number' ? Number(value.text) : value.text
}
