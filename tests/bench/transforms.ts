// How many records one core sends through a chain of three transforms, with a schema and without.
import type { ConnectRecord } from '@/lib/connectors/data/record'
import type { ConnectValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { buildChain } from '@/lib/connectors/transforms/build-chain'
import { median, printFigure } from '../support/figure'
import { sinkRecord, structValue } from '../support/transform-records'

const KAFKA = 'org.apache.kafka.connect.transforms'
const schema = schemas.structOf(
  [
    schemas.field('id', schemas.int64),
    schemas.field('name', schemas.string),
    schemas.field('amount', schemas.float64),
    schemas.field('at', schemas.int64),
    schemas.field('paid', schemas.boolean),
    schemas.field('note', schemas.optionalString),
  ],
  { name: 'bench.Order' },
)

const chains: Record<string, [type: string, properties: Record<string, string>][]> = {
  'insert, mask, convert time': [
    ['InsertField$Value', { 'topic.field': 'topic' }],
    ['MaskField$Value', { fields: 'name' }],
    ['TimestampConverter$Value', { field: 'at', 'target.type': 'Timestamp' }],
  ],
  'key from value, extract, rename': [
    ['ValueToKey', { fields: 'id' }],
    ['ExtractField$Key', { field: 'id' }],
    ['ReplaceField$Value', { exclude: 'note', renames: 'name:title' }],
  ],
  'cast, route by pattern, route by time': [
    ['Cast$Value', { spec: 'id:string,amount:int32' }],
    ['RegexRouter', { regex: '(.*)s', replacement: '$1' }],
    ['TimestampRouter', {}],
  ],
}

const values = Array.from({ length: 2000 }, (_, i): Record<string, ConnectValue> => ({
  id: i,
  name: `Customer ${i}`,
  amount: i * 1.25,
  at: 1_700_000_000_000 + i,
  paid: true,
  note: null,
}))
const structs = values.map((value) => sinkRecord({ valueSchema: schema, value: structValue(value) }))
const objects = values.map((value) =>
  sinkRecord({ value: JSON.parse(JSON.stringify(value)) as ConnectValue }),
)

function rate(apply: (record: ConnectRecord) => unknown, records: readonly ConnectRecord[]): number {
  const rates = Array.from({ length: 7 }, () => {
    const from = process.cpuUsage()
    for (let round = 0; round < 50; round++) for (const record of records) apply(record)
    const { user, system } = process.cpuUsage(from)
    return (50 * records.length) / ((user + system) / 1_000_000)
  })
  return median(rates)
}

for (const [name, steps] of Object.entries(chains)) {
  const config: Record<string, string> = { transforms: steps.map((_, i) => `t${i}`).join(',') }
  for (const [i, [type, properties]] of steps.entries()) {
    config[`transforms.t${i}.type`] = `${KAFKA}.${type}`
    for (const [property, value] of Object.entries(properties)) config[`transforms.t${i}.${property}`] = value
  }
  const { apply } = buildChain(config)
  for (const [records, words] of [
    [structs, 'with a schema'],
    [objects, 'without a schema'],
  ] as const)
    printFigure({
      name: `Transforms: ${name}, ${words}, per core`,
      value: Math.round(rate(apply, records)),
      unit: 'records/s',
      atLeast: 300_000,
    })
}
