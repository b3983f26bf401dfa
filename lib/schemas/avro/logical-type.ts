import type { AvroPrimitiveKind, LogicalType } from '@/lib/schemas/avro/model'
import type { JsonObject } from '@/lib/schemas/json-text'

type Carrier = { kind: AvroPrimitiveKind } | { kind: 'fixed'; size: number }
type PlainLogicalName = Exclude<LogicalType['name'], 'decimal'>

const carriers: Record<PlainLogicalName, string[]> = {
  date: ['int'],
  'time-millis': ['int'],
  'time-micros': ['long'],
  'timestamp-millis': ['long'],
  'timestamp-micros': ['long'],
  'timestamp-nanos': ['long'],
  'local-timestamp-millis': ['long'],
  'local-timestamp-micros': ['long'],
  'local-timestamp-nanos': ['long'],
  uuid: ['string', 'fixed 16'],
  duration: ['fixed 12'],
}

const isPlainLogical = (name: string): name is PlainLogicalName => Object.hasOwn(carriers, name)

/** Null where Avro's rule says to use the underlying type: unknown, on the wrong type, or with bad parameters. */
export function readLogicalType(carrier: Carrier, attributes: JsonObject): LogicalType | null {
  const name = attributes['logicalType']
  if (typeof name !== 'string') return null
  if (name === 'decimal') return readDecimal(carrier, attributes)
  const shape = carrier.kind === 'fixed' ? `fixed ${carrier.size}` : carrier.kind
  return isPlainLogical(name) && carriers[name].includes(shape) ? { name } : null
}

function readDecimal(carrier: Carrier, attributes: JsonObject): LogicalType | null {
  if (carrier.kind !== 'bytes' && carrier.kind !== 'fixed') return null
  const precision = attributes['precision']
  const scale = attributes['scale'] ?? 0
  if (!isCount(precision) || precision === 0 || !isCount(scale) || scale > precision) return null
  const digits = carrier.kind === 'fixed' ? Math.floor(Math.log10(2) * (8 * carrier.size - 1)) : precision
  return precision > digits ? null : { name: 'decimal', precision, scale }
}

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0
