// The model of a .proto file to a FileDescriptorProto (as JSON).
import type { Json, JsonObject } from '@/lib/schemas/json-text'
import { writeOptions } from '@/lib/schemas/protobuf/descriptor-options'
import {
  isScalar,
  optionText,
  type ProtoEnum,
  type ProtoField,
  type ProtoFile,
  type ProtoMessage,
  type ProtoService,
} from '@/lib/schemas/protobuf/model'
import { findType, joinName, type ProtoPool } from '@/lib/schemas/protobuf/scope'
import { jsonNameOf } from '@/lib/serdes/proto-shape'

type Place = { pool: ProtoPool; scope: string; syntax: string }

export function descriptorFromFile(file: ProtoFile, pool: ProtoPool, name: string): JsonObject {
  const place = { pool, scope: file.package, syntax: file.syntax }
  const indexes = (modifier: string): number[] =>
    file.imports.flatMap((one, index) => (one.modifier === modifier ? [index] : []))
  return compact({
    name,
    package: file.package === '' ? undefined : file.package,
    dependency: file.imports.map(({ path }) => path),
    public_dependency: indexes('public'),
    weak_dependency: indexes('weak'),
    message_type: messagesOf(file.types).map((message) => fromMessage(message, place)),
    enum_type: file.types.filter((type) => type.kind === 'enum').map(fromEnum),
    service: file.services.map((service) => fromService(service, place)),
    extension: file.extends.flatMap(({ extendee, fields }) =>
      fields.map((field) => ({ ...fromField(field, null, place), extendee: absolute(extendee, place) })),
    ),
    options: writeOptions('File', file.options),
    ...(/^\d/.test(file.syntax)
      ? { syntax: 'editions', edition: `EDITION_${file.syntax}` }
      : { syntax: file.syntax === 'proto2' ? undefined : file.syntax }),
  })
}

const compact = (json: { [key: string]: Json | undefined }): JsonObject =>
  Object.fromEntries(Object.entries(json).filter((entry): entry is [string, Json] => entry[1] !== undefined))

const messagesOf = (types: (ProtoMessage | ProtoEnum)[]): ProtoMessage[] =>
  types.filter((type) => type.kind === 'message')

const absolute = (name: string, { pool, scope }: Place): string =>
  `.${findType(pool, name, scope)?.fullName ?? name.replace(/^\./, '')}`

function fromMessage(message: ProtoMessage, outside: Place): JsonObject {
  const place = { ...outside, scope: joinName(outside.scope, message.name) }
  // A field that is `optional` in proto3 stands in a oneof of its own, after the real ones.
  const optional = message.fields.filter((field) => place.syntax === 'proto3' && field.label === 'optional')
  const oneofs = [...message.oneofs.map(({ name }) => name), ...optional.map(({ name }) => `_${name}`)]
  const oneofOf = (field: ProtoField): number | null => {
    const name = optional.includes(field) ? `_${field.name}` : field.oneof
    return name === null ? null : oneofs.indexOf(name)
  }
  return compact({
    name: message.name,
    field: message.fields.map((field) => fromField(field, oneofOf(field), place)),
    nested_type: [
      ...messagesOf(message.nested).map((nested) => fromMessage(nested, place)),
      ...message.fields.filter(({ mapKey }) => mapKey !== null).map((field) => mapEntry(field, place)),
    ],
    enum_type: message.nested.filter((type) => type.kind === 'enum').map(fromEnum),
    extension: message.extends.flatMap(({ extendee, fields }) =>
      fields.map((field) => ({ ...fromField(field, null, place), extendee: absolute(extendee, place) })),
    ),
    extension_range: message.extensions.map(({ from, to, options }) =>
      compact({ start: from, end: to + 1, options: writeOptions('ExtensionRange', options) }),
    ),
    oneof_decl: oneofs.map((name) => ({ name })),
    options: writeOptions('Message', message.options),
    reserved_range: message.reserved.flatMap((one) =>
      typeof one === 'string' ? [] : [{ start: one.from, end: one.to + 1 }],
    ),
    reserved_name: message.reserved.filter((one) => typeof one === 'string'),
  })
}

const entryName = (name: string): string =>
  `${jsonNameOf(name).replace(/^./, (first) => first.toUpperCase())}Entry`

function mapEntry(field: ProtoField, place: Place): JsonObject {
  const part = (name: string, number: number, type: string): JsonObject => ({
    name,
    number,
    label: 'LABEL_OPTIONAL',
    json_name: name,
    ...typeJson(type, false, place),
  })
  return {
    name: entryName(field.name),
    field: [part('key', 1, field.mapKey ?? 'string'), part('value', 2, field.type)],
    options: { map_entry: true },
  }
}

function typeJson(name: string, isGroup: boolean, place: Place): JsonObject {
  if (isScalar(name)) return { type: `TYPE_${name.toUpperCase()}` }
  const isEnum = findType(place.pool, name, place.scope)?.definition.kind === 'enum'
  const type = isEnum ? 'TYPE_ENUM' : isGroup ? 'TYPE_GROUP' : 'TYPE_MESSAGE'
  return { type, type_name: absolute(name, place) }
}

function fromField(field: ProtoField, oneof: number | null, place: Place): JsonObject {
  const isMap = field.mapKey !== null
  return compact({
    name: field.name,
    number: field.number,
    label: isMap ? 'LABEL_REPEATED' : `LABEL_${(field.label ?? 'optional').toUpperCase()}`,
    ...(isMap
      ? { type: 'TYPE_MESSAGE', type_name: `.${joinName(place.scope, entryName(field.name))}` }
      : typeJson(field.type, field.isGroup, place)),
    default_value: optionText(field.options, 'default') ?? undefined,
    oneof_index: oneof ?? undefined,
    json_name: optionText(field.options, 'json_name') ?? jsonNameOf(field.name),
    options: writeOptions('Field', field.options),
    proto3_optional: place.syntax === 'proto3' && field.label === 'optional' ? true : undefined,
  })
}

const fromEnum = ({ name, values, options, reserved }: ProtoEnum): JsonObject =>
  compact({
    name,
    value: values.map((value) =>
      compact({ name: value.name, number: value.number, options: writeOptions('EnumValue', value.options) }),
    ),
    options: writeOptions('Enum', options),
    reserved_range: reserved.flatMap((one) =>
      typeof one === 'string' ? [] : [{ start: one.from, end: one.to }],
    ),
    reserved_name: reserved.filter((one) => typeof one === 'string'),
  })

const fromService = ({ name, methods, options }: ProtoService, place: Place): JsonObject =>
  compact({
    name,
    method: methods.map((method) =>
      compact({
        name: method.name,
        input_type: absolute(method.input, place),
        output_type: absolute(method.output, place),
        client_streaming: method.isClientStreaming || undefined,
        server_streaming: method.isServerStreaming || undefined,
        options: writeOptions('Method', method.options),
      }),
    ),
    options: writeOptions('Service', options),
  })
