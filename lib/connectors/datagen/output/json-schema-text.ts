// The JSON Schema that Kafka Connect's JsonSchemaConverter registers for a generator's schema: titles are names, and
// connect.type and connect.index say what JSON alone cannot.
import { memberName, type AvroNode, type AvroRecord, type TimeType } from '../avro-schema'
import { fullName, isNullable } from './avro-text'

type Schema = { [key: string]: unknown }

const connect = 'org.apache.kafka.connect.data'
const times: Record<TimeType, string> = {
  date: 'Date',
  'time-millis': 'Time',
  'timestamp-millis': 'Timestamp',
}
const unionName = 'io.confluent.connect.avro.Union'

export const jsonSchemaText = (node: AvroNode): string => {
  const writer = new JsonSchemaWriter()
  const schema = writer.write(node)
  return JSON.stringify(
    writer.definitions.size === 0
      ? schema
      : { ...schema, definitions: Object.fromEntries(writer.definitions) },
  )
}

class JsonSchemaWriter {
  /** Records that hold themselves. */
  readonly definitions = new Map<string, Schema>()
  private readonly open: AvroRecord[] = []
  private readonly recursive = new Set<AvroRecord>()

  write(node: AvroNode): Schema {
    switch (node.kind) {
      case 'null':
      case 'boolean':
      case 'string':
        return { type: node.kind }
      case 'int':
      case 'long': {
        const time = node.time && { title: `${connect}.${times[node.time]}`, 'connect.version': 1 }
        return { type: 'integer', ...time, 'connect.type': node.kind === 'int' ? 'int32' : 'int64' }
      }
      case 'float':
      case 'double':
        return { type: 'number', 'connect.type': node.kind === 'float' ? 'float32' : 'float64' }
      case 'bytes':
      case 'fixed':
        return node.decimal ? decimalSchema(node.decimal) : { type: 'string', 'connect.type': 'bytes' }
      case 'enum':
        return { type: 'string', enum: node.symbols }
      case 'array':
        return { type: 'array', items: this.write(node.items) }
      case 'map':
        return { type: 'object', additionalProperties: this.write(node.values), 'connect.type': 'map' }
      case 'union':
        return this.union(node)
      case 'record':
        return this.record(node)
    }
  }

  /** Several types: an object with one member for each, of which one is set. */
  private union(node: AvroNode & { kind: 'union' }): Schema {
    const members = node.branches.filter(({ kind }) => kind !== 'null')
    const [only] = members
    const schema =
      members.length === 1 && only
        ? this.write(only)
        : {
            type: 'object',
            title: unionName,
            properties: Object.fromEntries(
              members.map((member, index) => [
                memberName(member),
                { ...orNull(this.write(member)), 'connect.index': index },
              ]),
            ),
          }
    return isNullable(node) ? orNull(schema) : schema
  }

  private record(node: AvroRecord): Schema {
    const name = fullName(node)
    if (this.open.includes(node)) {
      this.recursive.add(node)
      return { $ref: `#/definitions/${name}` }
    }
    this.open.push(node)
    const properties = Object.fromEntries(
      node.fields.map((field, index) => [field.name, { ...this.write(field.type), 'connect.index': index }]),
    )
    this.open.pop()
    const schema = { type: 'object', title: name, properties }
    if (!this.recursive.has(node)) return schema
    this.definitions.set(name, schema)
    return { $ref: `#/definitions/${name}` }
  }
}

const orNull = (schema: Schema): Schema => ({ oneOf: [{ type: 'null' }, schema] })

const decimalSchema = ({ precision, scale }: { precision: number; scale: number }): Schema => ({
  type: 'number',
  title: `${connect}.Decimal`,
  'connect.version': 1,
  'connect.type': 'bytes',
  'connect.parameters': { scale: String(scale), 'connect.decimal.precision': String(precision) },
})
