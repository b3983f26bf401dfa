// The .proto file for a generator's schema, after Kafka Connect's ProtobufConverter: the record is the first message.
// Messages of records inside stand beside it, as a field and a type inside of one message must not share a name.
import { memberName, type AvroField, type AvroNode, type AvroRecord, type TimeType } from '../avro-schema'
import { SchemaProblem } from '../schema-problem'
import { isNullable } from './avro-text'

const scalars: Partial<Record<AvroNode['kind'], string>> = {
  boolean: 'bool',
  int: 'int32',
  long: 'int64',
  float: 'float',
  double: 'double',
  string: 'string',
  enum: 'string',
  bytes: 'bytes',
  fixed: 'bytes',
}
type Known = { type: string; file: string }
const times: Record<TimeType, Known> = {
  date: { type: 'google.type.Date', file: 'google/type/date.proto' },
  'time-millis': { type: 'google.type.TimeOfDay', file: 'google/type/timeofday.proto' },
  'timestamp-millis': { type: 'google.protobuf.Timestamp', file: 'google/protobuf/timestamp.proto' },
}
const decimal: Known = { type: 'confluent.type.Decimal', file: 'confluent/type/decimal.proto' }

/** Throws SchemaProblem for what Protobuf cannot say. */
export const protoText = (record: AvroRecord): string => new ProtoWriter(record).text()

/** A key by itself: a message with one field. */
export const protoKeyText = (record: AvroRecord, key: AvroField): string =>
  protoText({ ...record, name: `${record.name}_key`, fields: [key] })

class ProtoWriter {
  private readonly imports = new Set<string>()
  private readonly messages: string[] = []
  private readonly names = new Map<AvroNode, string>()

  constructor(private readonly root: AvroRecord) {}

  text(): string {
    this.messageOf(this.root, this.root.name)
    const { namespace } = this.root
    const imports = [...this.imports].sort().map((file) => `import "${file}";\n`)
    return [
      'syntax = "proto3";\n',
      ...(namespace === '' ? [] : [`package ${namespace};\n`]),
      ...(imports.length === 0 ? [] : ['\n', ...imports]),
      ...this.messages.map((message) => `\n${message}`),
    ].join('')
  }

  /** The full name of the message for a record, or for a union of several types. */
  private messageOf(node: AvroRecord | (AvroNode & { kind: 'union' }), wanted: string): string {
    const known = this.names.get(node)
    const name = known ?? this.free(wanted)
    if (known === undefined) {
      this.names.set(node, name)
      const at = this.messages.push('') - 1
      const fields = node.kind === 'record' ? node.fields : membersOf(node)
      const lines = fields.map((field, index) => `  ${this.field(field)} = ${index + 1};\n`)
      this.messages[at] = `message ${name} {\n${lines.join('')}}\n`
    }
    return this.root.namespace === '' ? `.${name}` : `.${this.root.namespace}.${name}`
  }

  private free(wanted: string): string {
    const taken = new Set(this.names.values())
    let name = wanted
    for (let n = 2; taken.has(name); n++) name = `${wanted}_${n}`
    return name
  }

  private field({ name, type: given }: Pick<AvroField, 'name' | 'type'>): string {
    const type = unwrap(given)
    if (type.kind === 'array') return `repeated ${this.single(type.items, 'an array', name)} ${name}`
    if (type.kind === 'map') return `map<string, ${this.single(type.values, 'a map', name)}> ${name}`
    const word = this.word(type, name)
    return `${isNullable(given) && !word.includes('.') ? 'optional ' : ''}${word} ${name}`
  }

  private single(node: AvroNode, holder: string, name: string): string {
    if (isNullable(node)) throw new SchemaProblem(node.path, `Protobuf cannot hold null in ${holder}`)
    const type = unwrap(node)
    if (type.kind === 'array' || type.kind === 'map')
      throw new SchemaProblem(node.path, `Protobuf cannot hold an array or a map directly in ${holder}`)
    return this.word(type, name)
  }

  private word(type: AvroNode, name: string): string {
    if ('time' in type && type.time !== undefined) return this.known(times[type.time])
    if ('decimal' in type && type.decimal !== undefined) return this.known(decimal)
    if (type.kind === 'record') return this.messageOf(type, type.name)
    if (type.kind === 'union') return this.messageOf(type, `${name}_union`)
    const scalar = scalars[type.kind]
    if (scalar === undefined) throw new SchemaProblem(type.path, `Protobuf has no type ${type.kind}`)
    return scalar
  }

  private known({ type, file }: Known): string {
    this.imports.add(file)
    return type
  }
}

/** Of ["null", T] and [T] the T. */
export function unwrap(node: AvroNode): AvroNode {
  if (node.kind !== 'union') return node
  const members = node.branches.filter(({ kind }) => kind !== 'null')
  return members.length === 1 && members[0] ? members[0] : node
}

const membersOf = (node: AvroNode & { kind: 'union' }): Pick<AvroField, 'name' | 'type'>[] =>
  node.branches
    .filter(({ kind }) => kind !== 'null')
    .map((member) => ({
      name: memberName(member),
      // Only the member that is set is there: also a zero of it.
      type: {
        kind: 'union',
        branches: [{ kind: 'null', args: {}, path: member.path }, member],
        args: {},
        path: member.path,
      },
    }))
