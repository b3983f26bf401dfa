// FileDescriptorProto (as JSON) to the model of a .proto file.
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { readOptions } from '@/lib/schemas/protobuf/descriptor-options'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { maxPerMessage } from '@/lib/schemas/protobuf/model'
import type {
  ProtoEnum,
  ProtoExtend,
  ProtoField,
  ProtoFile,
  ProtoMessage,
  ProtoMethod,
  ProtoService,
} from '@/lib/schemas/protobuf/model'
import { jsonNameOf } from '@/lib/serdes/proto-shape'

export function fileFromDescriptor(json: JsonObject): ProtoFile {
  const edition = /^EDITION_(\d{4})$/.exec(text(json, 'edition'))?.[1]
  const syntax = edition ?? (text(json, 'syntax') === '' ? 'proto2' : text(json, 'syntax'))
  const publicOnes = numbers(json, 'public_dependency')
  const weakOnes = numbers(json, 'weak_dependency')
  return {
    syntax,
    package: text(json, 'package'),
    imports: texts(json, 'dependency').map((path, index) => ({
      path,
      modifier: publicOnes.includes(index) ? 'public' : weakOnes.includes(index) ? 'weak' : null,
    })),
    options: readOptions('File', json['options']),
    types: [
      ...objects(json, 'message_type').map((one) => toMessage(one, syntax)),
      ...objects(json, 'enum_type').map(toEnum),
    ],
    extends: toExtends(objects(json, 'extension'), syntax),
    services: objects(json, 'service').map(toService),
  }
}

function toMessage(json: JsonObject, syntax: string): ProtoMessage {
  const isEntry = (one: JsonObject): boolean =>
    isObject(one['options']) && one['options']['map_entry'] === true
  const nested = objects(json, 'nested_type')
  const entries = new Map(nested.filter(isEntry).map((entry) => [text(entry, 'name'), entry]))
  const oneofs = objects(json, 'oneof_decl')
  const fieldsJson = objects(json, 'field')
  if (fieldsJson.length > maxPerMessage.fields || oneofs.length > fieldsJson.length)
    throw new InvalidSchemaError(`${text(json, 'name')} has more fields or oneofs than can be`)
  const fields = fieldsJson.map((field) => toField(field, { syntax, entries, oneofs }))
  const groups = new Set(fields.filter(({ isGroup }) => isGroup).map(({ type }) => lastPart(type)))
  return {
    kind: 'message',
    name: text(json, 'name'),
    fields: fields.map((field) => (field.isGroup ? { ...field, type: lastPart(field.type) } : field)),
    oneofs: oneofs
      .map((oneof) => ({ name: text(oneof, 'name'), options: readOptions('Oneof', oneof['options']) }))
      .filter(({ name }) => fields.some(({ oneof }) => oneof === name)),
    nested: [
      ...nested
        .filter((one) => !isEntry(one))
        .map((one) => ({ ...toMessage(one, syntax), isGroup: groups.has(text(one, 'name')) })),
      ...objects(json, 'enum_type').map(toEnum),
    ],
    extends: toExtends(objects(json, 'extension'), syntax),
    extensions: objects(json, 'extension_range').map((range) => ({
      from: number(range, 'start'),
      to: number(range, 'end') - 1,
      options: readOptions('ExtensionRange', range['options']),
    })),
    reserved: [
      ...objects(json, 'reserved_range').map((range) => ({
        from: number(range, 'start'),
        to: number(range, 'end') - 1,
      })),
      ...texts(json, 'reserved_name'),
    ],
    options: readOptions('Message', json['options']).filter(({ name }) => name !== 'map_entry'),
    isGroup: false,
  }
}

type Owner = { syntax: string; entries: Map<string, JsonObject>; oneofs: JsonObject[] }

function toField(json: JsonObject, owner: Owner): ProtoField {
  const entry = owner.entries.get(lastPart(text(json, 'type_name')))
  const [key, value] = entry === undefined ? [] : objects(entry, 'field')
  const isProto3Optional = json['proto3_optional'] === true
  const index = isProto3Optional ? undefined : json['oneof_index']
  const oneof = typeof index === 'number' ? text(owner.oneofs[index] ?? {}, 'name') : null
  const label = text(json, 'label').replace('LABEL_', '').toLowerCase()
  const name = text(json, 'name')
  return {
    name,
    number: number(json, 'number'),
    type: typeOf(value ?? json),
    mapKey: key === undefined ? null : typeOf(key),
    label: entry !== undefined || oneof !== null ? null : labelOf(label, isProto3Optional, owner.syntax),
    oneof,
    isGroup: text(json, 'type') === 'TYPE_GROUP',
    options: [...ownOptions(json, name), ...readOptions('Field', json['options'])],
  }
}

function labelOf(label: string, isProto3Optional: boolean, syntax: string): ProtoField['label'] {
  if (label === 'repeated') return 'repeated'
  if (syntax === 'proto2') return label === 'required' ? 'required' : 'optional'
  return isProto3Optional ? 'optional' : null
}

/** Options of the text that a descriptor has as fields of their own. */
function ownOptions(json: JsonObject, name: string): ProtoField['options'] {
  const given = typeof json['default_value'] === 'string' ? json['default_value'] : undefined
  const kind = ['TYPE_STRING', 'TYPE_BYTES'].includes(text(json, 'type'))
    ? 'string'
    : /^[-\d.]/.test(given ?? '')
      ? 'number'
      : 'word'
  const jsonName = text(json, 'json_name')
  return [
    ...(given !== undefined ? [{ name: 'default', value: { kind, text: given } as const }] : []),
    ...(jsonName === '' || jsonName === jsonNameOf(name)
      ? []
      : [{ name: 'json_name', value: { kind: 'string', text: jsonName } as const }]),
  ]
}

const typeOf = (json: JsonObject): string =>
  text(json, 'type_name') === ''
    ? text(json, 'type').replace('TYPE_', '').toLowerCase()
    : text(json, 'type_name')

function toEnum(json: JsonObject): ProtoEnum {
  return {
    kind: 'enum',
    name: text(json, 'name'),
    values: objects(json, 'value').map((value) => ({
      name: text(value, 'name'),
      number: number(value, 'number'),
      options: readOptions('EnumValue', value['options']),
    })),
    reserved: [
      ...objects(json, 'reserved_range').map((range) => ({
        from: number(range, 'start'),
        to: number(range, 'end'),
      })),
      ...texts(json, 'reserved_name'),
    ],
    options: readOptions('Enum', json['options']),
  }
}

function toExtends(list: JsonObject[], syntax: string): ProtoExtend[] {
  const byExtendee = Map.groupBy(list, (field) => text(field, 'extendee'))
  return [...byExtendee].map(([extendee, fields]) => ({
    extendee,
    fields: fields.map((field) => toField(field, { syntax, entries: new Map(), oneofs: [] })),
  }))
}

const toService = (json: JsonObject): ProtoService => ({
  name: text(json, 'name'),
  methods: objects(json, 'method').map((method): ProtoMethod => ({
    name: text(method, 'name'),
    input: text(method, 'input_type'),
    output: text(method, 'output_type'),
    isClientStreaming: method['client_streaming'] === true,
    isServerStreaming: method['server_streaming'] === true,
    options: readOptions('Method', method['options']),
  })),
  options: readOptions('Service', json['options']),
})

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1)
const list = (json: JsonObject, name: string): Json[] => {
  const value = json[name]
  return Array.isArray(value) ? value : []
}
const objects = (json: JsonObject, name: string): JsonObject[] => list(json, name).filter(isObject)
const texts = (json: JsonObject, name: string): string[] =>
  list(json, name).filter((one) => typeof one === 'string')
const numbers = (json: JsonObject, name: string): number[] =>
  list(json, name).filter((one) => typeof one === 'number')
const text = (json: JsonObject, name: string): string => (typeof json[name] === 'string' ? json[name] : '')
const number = (json: JsonObject, name: string): number => (typeof json[name] === 'number' ? json[name] : 0)
