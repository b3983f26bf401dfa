// How many records one core turns into JSON and back: Avro with and without text for logical types, and Protobuf.
import { parseAvro } from '@/lib/schemas/avro/parse'
import type { Json } from '@/lib/schemas/json-text'
import { parseSchema } from '@/lib/schemas/parse'
import { noReferences } from '@/lib/schemas/references'
import { avroDecoder } from '@/lib/serdes/avro-decode'
import { avroEncoder } from '@/lib/serdes/avro-encode'
import { payloadDecoder, payloadEncoder } from '@/lib/serdes/schema-codec'
import { readFrame, writeFrame } from '@/lib/serdes/wire-format'
import { median, printFigure } from '../support/figure'

const schema = {
  type: 'record',
  name: 'Order',
  namespace: 'bench',
  fields: [
    { name: 'ordertime', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'orderid', type: 'int' },
    { name: 'itemid', type: 'string' },
    { name: 'orderunits', type: 'double' },
    { name: 'status', type: { type: 'enum', name: 'Status', symbols: ['NEW', 'PAID', 'SENT'] } },
    { name: 'comment', type: ['null', 'string'], default: null },
    {
      name: 'address',
      type: {
        type: 'record',
        name: 'Address',
        fields: [
          { name: 'city', type: 'string' },
          { name: 'state', type: 'string' },
          { name: 'zipcode', type: 'long' },
        ],
      },
    },
  ],
}
const count = 100_000
const { root } = parseAvro(JSON.stringify(schema), noReferences)
const order = (index: number): Json => ({
  ordertime: 1_700_000_000_000 + index * 977,
  orderid: index,
  itemid: `Item_${index % 1000}`,
  orderunits: index / 7,
  status: 'PAID',
  comment: index % 3 === 0 ? 'Handle with care' : null,
  address: { city: `City_${index % 90}`, state: `State_${index % 50}`, zipcode: 10_000 + (index % 80_000) },
})

function rate(act: () => void): number {
  const rates = Array.from({ length: 7 }, () => {
    const { user, system } = process.cpuUsage()
    act()
    const used = process.cpuUsage({ user, system })
    return count / ((used.user + used.system) / 1_000_000)
  })
  return median(rates)
}

const encode = avroEncoder(root)
const orders = Array.from({ length: count }, (_, index) => order(index))
const records = orders.map((value) => writeFrame(100_001, encode(value)))
const decodeAll = (decode: (bytes: Buffer, offset: number) => Json) => () => {
  for (const bytes of records) decode(bytes, readFrame(bytes).payloadOffset)
}

const figure = (name: string, value: number, atLeast: number): void =>
  printFigure({ name, value: Math.round(value), unit: 'records/s', atLeast })
figure('Avro decoded per core', rate(decodeAll(avroDecoder(root))), 200_000)
figure(
  'Avro decoded per core, logical types as counts',
  rate(decodeAll(avroDecoder(root, { logicalTypes: 'base' }))),
  200_000,
)
figure(
  'Avro encoded per core',
  rate(() => orders.forEach((value) => writeFrame(1, encode(value)))),
  100_000,
)

const message = parseSchema(
  'PROTOBUF',
  `syntax = "proto3"; message Order { int64 ordertime = 1; int32 orderid = 2; string itemid = 3; double orderunits = 4;
   string status = 5; optional string comment = 6; Address address = 7;
   message Address { string city = 1; string state = 2; int64 zipcode = 3; } }`,
)
const toPayload = payloadEncoder(message)
const messages = orders.map((value) => {
  const { bytes, messageIndexes } = toPayload(value)
  return writeFrame(1, bytes, messageIndexes)
})
const decodeMessage = payloadDecoder(message)
const decodeMessages = (): void => {
  for (const bytes of messages) decodeMessage(bytes, readFrame(bytes))
}
figure('Protobuf decoded per core', rate(decodeMessages), 100_000)
