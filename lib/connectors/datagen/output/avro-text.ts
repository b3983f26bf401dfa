// The Avro schema that Kafka Connect's AvroConverter registers for a generator's schema: annotations are gone, names and
// logical types stand as connect.* properties beside Avro's own.
import type { AvroNode, AvroRecord, Decimal, TimeType } from '../avro-schema'

type Text = string | Text[] | { [key: string]: unknown }

const connect = 'org.apache.kafka.connect.data'
const enumParameter = 'io.confluent.connect.avro.Enum'
const timeNames: Record<TimeType, string> = {
  date: 'Date',
  'time-millis': 'Time',
  'timestamp-millis': 'Timestamp',
}

export const avroText = (node: AvroNode): string => JSON.stringify(new AvroWriter().write(node, ''))

export const fullName = ({ namespace, name }: Pick<AvroRecord, 'namespace' | 'name'>): string =>
  namespace === '' ? name : `${namespace}.${name}`

export const isNullable = (node: AvroNode): boolean =>
  node.kind === 'union' && node.branches.some(({ kind }) => kind === 'null')

class AvroWriter {
  private readonly written = new Set<string>()

  write(node: AvroNode, namespace: string): Text {
    switch (node.kind) {
      case 'int':
      case 'long':
        return node.time === undefined ? node.kind : timeText(node.kind, node.time)
      case 'bytes':
        return node.decimal ? { type: 'bytes', ...decimalText(node.decimal) } : 'bytes'
      case 'fixed':
        return this.once(node.name, {
          type: 'fixed',
          ...(node.decimal && decimalText(node.decimal)),
          name: node.name,
          size: node.size,
        })
      case 'enum':
        return { type: 'string', 'connect.parameters': enumParameters(node) }
      case 'array':
        return { type: 'array', items: this.write(node.items, namespace) }
      case 'map':
        return { type: 'map', values: this.write(node.values, namespace) }
      case 'union':
        return this.union(node.branches, namespace)
      case 'record':
        return this.record(node, namespace)
      default:
        return node.kind
    }
  }

  private once(name: string, text: { [key: string]: unknown }): Text {
    if (this.written.has(name)) return name
    this.written.add(name)
    return text
  }

  /** Connect counts null as "optional" and puts it first. */
  private union(branches: AvroNode[], namespace: string): Text {
    const members = branches.filter(({ kind }) => kind !== 'null')
    const texts = members.map((branch) => this.write(branch, namespace))
    return members.length === branches.length ? texts : ['null', ...texts]
  }

  private record(node: AvroRecord, outer: string): Text {
    const name = fullName(node)
    if (this.written.has(name)) return name
    this.written.add(name)
    const fields = node.fields.map(({ name: field, type, default: given, hasDefault }) => ({
      name: field,
      type: this.write(type, node.namespace),
      ...(isNullable(type) ? { default: null } : hasDefault && { default: given }),
    }))
    return {
      type: 'record',
      name: node.name,
      ...(node.namespace !== outer && { namespace: node.namespace }),
      fields,
      'connect.name': name,
    }
  }
}

const timeText = (kind: 'int' | 'long', time: TimeType): Text => ({
  type: kind,
  'connect.version': 1,
  'connect.name': `${connect}.${timeNames[time]}`,
  logicalType: time,
})

const decimalText = ({ precision, scale }: Decimal): { [key: string]: unknown } => ({
  scale,
  precision,
  'connect.version': 1,
  'connect.parameters': { scale: String(scale), 'connect.decimal.precision': String(precision) },
  'connect.name': `${connect}.Decimal`,
  logicalType: 'decimal',
})

const enumParameters = ({ name, symbols }: { name: string; symbols: string[] }): Record<string, string> => ({
  [enumParameter]: name,
  ...Object.fromEntries(symbols.map((symbol) => [`${enumParameter}.${symbol}`, symbol])),
})
