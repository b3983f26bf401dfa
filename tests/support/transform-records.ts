// Records for transforms, and one transform to send them through.
import type { ConnectHeader, ConnectRecord } from '@/lib/connectors/data/record'
import type { ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { Struct } from '@/lib/connectors/data/struct'
import { buildChain } from '@/lib/connectors/transforms/build-chain'

export const structValue = (fields: Record<string, ConnectValue>): Struct =>
  Object.assign(new Struct(), fields)

export const sinkRecord = (parts: Partial<ConnectRecord> = {}): ConnectRecord => ({
  topic: 'orders',
  partition: 2,
  timestamp: 1_700_000_000_123,
  keySchema: null,
  key: null,
  valueSchema: null,
  value: null,
  headers: [],
  origin: { topic: 'orders', partition: 2, offset: 0, timestampType: 'CREATE_TIME' },
  ...parts,
})

export const sourceRecord = (parts: Partial<ConnectRecord> = {}): ConnectRecord => {
  const { origin: _origin, ...record } = sinkRecord({ partition: null, timestamp: null, ...parts })
  return record
}

const KAFKA = 'org.apache.kafka.connect.transforms'

/** One transform, by its class without Kafka's package. */
export const transformOf = (type: string, properties: Record<string, string> = {}) =>
  buildChain({
    transforms: 't',
    'transforms.t.type': type.includes('.') ? type : `${KAFKA}.${type}`,
    ...Object.fromEntries(Object.entries(properties).map(([name, value]) => [`transforms.t.${name}`, value])),
  }).apply

export const someHeaders: readonly ConnectHeader[] = [
  { key: 'trace', schema: schemas.string, value: 'x1' },
  { key: 'n', schema: schemas.int32, value: 7 },
  { key: 'trace', schema: schemas.string, value: 'x2' },
]

/** `t` and `p` are the aliases; properties without them are of the transform. */
export const transformConfig = (
  type: string,
  properties: Record<string, string> = {},
): Record<string, string> => ({
  transforms: 't',
  'transforms.t.type': `${KAFKA}.${type}`,
  ...Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      /^(predicates|transforms)/.test(name) ? name : `transforms.t.${name}`,
      value,
    ]),
  ),
})

export const tombstonePredicate = {
  predicates: 'p',
  'predicates.p.type': `${KAFKA}.predicates.RecordIsTombstone`,
}
