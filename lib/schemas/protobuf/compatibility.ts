// Can data of one .proto file be read with another? Rules: https://protobuf.dev/programming-guides/proto3/#updating,
// with the judgement of Confluent's registry: field numbers decide, names do not; its names of the differences.
import type { Incompatibility } from '@/lib/schemas/incompatibility'
import {
  isScalar,
  type ProtoEnum,
  type ProtoField,
  type ProtoMessage,
  type ProtoScalar,
} from '@/lib/schemas/protobuf/model'
import type { ParsedProtobuf } from '@/lib/schemas/protobuf/schema'
import { findType, joinName, type ProtoType } from '@/lib/schemas/protobuf/scope'

type Side = { schema: ParsedProtobuf; scope: string }
type Comparing = {
  reader: Side
  writer: Side
  path: string
  found: Incompatibility[]
  /** Pairs of messages under comparison or compared. */
  seen: Set<string>
}

type Kind = 'message' | 'map' | ScalarGroup
type ScalarGroup = 'number' | 'signed' | 'text' | 'fixed32' | 'fixed64' | 'float' | 'double'

/** Scalars of one group read each other's bytes. */
const scalarGroups: Record<ProtoScalar, ScalarGroup> = {
  int32: 'number',
  int64: 'number',
  uint32: 'number',
  uint64: 'number',
  bool: 'number',
  sint32: 'signed',
  sint64: 'signed',
  string: 'text',
  bytes: 'text',
  fixed32: 'fixed32',
  sfixed32: 'fixed32',
  fixed64: 'fixed64',
  sfixed64: 'fixed64',
  float: 'float',
  double: 'double',
}

/** Empty: `reader` can read what `writer` wrote. */
export function protobufIncompatibilities(reader: ParsedProtobuf, writer: ParsedProtobuf): Incompatibility[] {
  const comparing: Comparing = {
    reader: { schema: reader, scope: reader.file.package },
    writer: { schema: writer, scope: writer.file.package },
    path: '#/',
    found: [],
    seen: new Set(),
  }
  if (reader.file.package !== writer.file.package)
    add(
      comparing,
      'PACKAGE_CHANGED',
      (sides) => `The package of the ${sides.reader} schema is not that of the ${sides.writer} schema`,
    )
  compareTypes(reader.file.types, writer.file.types, comparing)
  return comparing.found
}

const add = ({ found, path }: Comparing, errorType: string, text: Incompatibility['describe']): void => {
  found.push({ errorType, describe: (sides) => `${text(sides)} (path '${path}')` })
}

const below = (comparing: Comparing, key: string | number): Comparing => ({
  ...comparing,
  path: `${comparing.path === '#/' ? '#/' : `${comparing.path}/`}${key}`,
})

const inMessage = (comparing: Comparing, name: string): Comparing => ({
  ...below(comparing, name),
  reader: { ...comparing.reader, scope: joinName(comparing.reader.scope, name) },
  writer: { ...comparing.writer, scope: joinName(comparing.writer.scope, name) },
})

function compareTypes(
  reader: ProtoMessage['nested'],
  writer: ProtoMessage['nested'],
  comparing: Comparing,
): void {
  const known = new Map(reader.flatMap((type) => (type.kind === 'message' ? [[type.name, type]] : [])))
  for (const type of writer) {
    if (type.kind === 'enum') continue
    const own = known.get(type.name)
    if (own !== undefined) compareMessages(own, type, inMessage(comparing, type.name))
    else
      add(
        below(comparing, type.name),
        'MESSAGE_REMOVED',
        (sides) =>
          `The ${sides.reader} schema is missing the message ${type.name} of the ${sides.writer} schema`,
      )
  }
}

function compareMessages(reader: ProtoMessage, writer: ProtoMessage, comparing: Comparing): void {
  const pair = `${comparing.reader.scope}\n${comparing.writer.scope}`
  if (comparing.seen.has(pair)) return
  comparing.seen.add(pair)
  compareOneofs(reader, writer, comparing)
  const readerFields = new Map(reader.fields.map((field) => [field.number, field]))
  const writerFields = new Map(writer.fields.map((field) => [field.number, field]))
  for (const field of writer.fields) {
    const own = readerFields.get(field.number)
    if (own !== undefined) compareFields(own, field, below(comparing, field.number))
    else if (field.oneof !== null && reader.oneofs.some(({ name }) => name === field.oneof))
      add(
        below(below(comparing, field.oneof), field.number),
        'ONEOF_FIELD_REMOVED',
        (sides) =>
          `The ${sides.reader} schema is missing a field of a oneof that is in the ${sides.writer} schema`,
      )
    else if (field.label === 'required')
      add(
        below(comparing, field.number),
        'REQUIRED_FIELD_REMOVED',
        (sides) => `The ${sides.reader} schema is missing a required field of the ${sides.writer} schema`,
      )
  }
  for (const field of reader.fields)
    if (field.label === 'required' && !writerFields.has(field.number))
      add(
        below(comparing, field.number),
        'REQUIRED_FIELD_ADDED',
        (sides) =>
          `The ${sides.reader} schema has a required field that is missing in the ${sides.writer} schema`,
      )
  compareTypes(reader.nested, writer.nested, comparing)
}

/** Fields that moved into one oneof: only one at most, and into a oneof of new fields, as only one of them can be set. */
function compareOneofs(reader: ProtoMessage, writer: ProtoMessage, comparing: Comparing): void {
  const before = new Map(writer.fields.map((field) => [field.number, field]))
  for (const { name } of reader.oneofs) {
    const from = reader.fields.filter(({ oneof }) => oneof === name).map(({ number }) => before.get(number))
    const moved = from.filter((field) => field !== undefined && field.oneof === null).length
    const existing = from.filter((field) => field !== undefined && field.oneof !== null).length
    if (moved > 1)
      add(
        below(comparing, name),
        'MULTIPLE_FIELDS_MOVED_TO_ONEOF',
        (sides) =>
          `Several fields of the ${sides.writer} schema are in one oneof of the ${sides.reader} schema`,
      )
    else if (moved === 1 && existing > 0)
      add(
        below(comparing, name),
        'FIELD_MOVED_TO_EXISTING_ONEOF',
        (sides) =>
          `A field of the ${sides.writer} schema is in a oneof of the ${sides.reader} schema that had other fields before`,
      )
  }
}

function compareFields(reader: ProtoField, writer: ProtoField, comparing: Comparing): void {
  const kind = kindOf(reader, comparing.reader)
  const before = kindOf(writer, comparing.writer)
  if (isNested(kind) !== isNested(before) || (isNested(kind) && kind !== before))
    return add(
      comparing,
      'FIELD_KIND_CHANGED',
      (sides) =>
        `The type of a field in the ${sides.reader} schema is of another kind than in the ${sides.writer} schema`,
    )
  if (kind !== before)
    return add(
      comparing,
      'FIELD_SCALAR_KIND_CHANGED',
      (sides) =>
        `The scalar type of a field in the ${sides.reader} schema cannot read that of the ${sides.writer} schema`,
    )
  if (isRepeated(reader) !== isRepeated(writer) && kind !== 'text' && kind !== 'message')
    return add(
      comparing,
      'FIELD_NUMERIC_LABEL_CHANGED',
      (sides) =>
        `A field with numbers is repeated in one only of the ${sides.reader} and the ${sides.writer} schema`,
    )
  if (kind === 'map') compareMapFields(reader, writer, comparing)
  else if (kind === 'message') compareNamedTypes(reader, writer, comparing)
}

const isNested = (kind: Kind): boolean => kind === 'message' || kind === 'map'
const isRepeated = ({ label, mapKey }: ProtoField): boolean => label === 'repeated' && mapKey === null

function compareMapFields(reader: ProtoField, writer: ProtoField, comparing: Comparing): void {
  const key = (field: ProtoField): ProtoField => ({ ...field, type: field.mapKey ?? 'string', mapKey: null })
  const value = (field: ProtoField): ProtoField => ({ ...field, mapKey: null })
  compareFields(key(reader), key(writer), comparing)
  compareFields(value(reader), value(writer), comparing)
}

function compareNamedTypes(reader: ProtoField, writer: ProtoField, comparing: Comparing): void {
  const own = typeOf(reader, comparing.reader)
  const other = typeOf(writer, comparing.writer)
  const isSameName = own !== undefined && other !== undefined && localName(own) === localName(other)
  if (!isSameName)
    return add(
      comparing,
      'FIELD_NAMED_TYPE_CHANGED',
      (sides) =>
        `A field of the ${sides.reader} schema has another message than in the ${sides.writer} schema`,
    )
  // Messages of the file itself are compared where they are defined.
  if (own.file === comparing.reader.schema.file && other.file === comparing.writer.schema.file) return
  if (own.definition.kind !== 'message' || other.definition.kind !== 'message') return
  compareMessages(own.definition, other.definition, {
    ...comparing,
    reader: { ...comparing.reader, scope: own.fullName },
    writer: { ...comparing.writer, scope: other.fullName },
  })
}

const localName = ({ fullName, file }: ProtoType): string =>
  file.package === '' ? fullName : fullName.slice(file.package.length + 1)

const typeOf = (field: ProtoField, { schema, scope }: Side): ProtoType | undefined =>
  findType(schema.pool, field.type, scope)

function kindOf(field: ProtoField, side: Side): Kind {
  if (field.mapKey !== null) return 'map'
  if (isScalar(field.type)) return scalarGroups[field.type]
  const definition: ProtoMessage | ProtoEnum | undefined = typeOf(field, side)?.definition
  return definition?.kind === 'enum' ? 'number' : 'message'
}
