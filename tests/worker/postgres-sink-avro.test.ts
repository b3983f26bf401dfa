import { expect, test } from 'vitest'
import { parseSchema } from '@/lib/schemas/parse'
import { avroEncoder } from '@/lib/serdes/avro-encode'
import type { FetchSchema } from '@/lib/serdes/schema-cache'
import { writeFrame } from '@/lib/serdes/wire-format'
import type { Json } from '@/lib/schemas/json-text'
import { effectiveConfig } from '@/lib/connectors/config/read-config'
import { postgresSinkSpec } from '@/lib/connectors/catalog/postgres-sink'
import { asConverted, makeSink, openSink, query, rawBatch, targetConfig } from '@/tests/support/postgres-sink'

const schema = {
  type: 'record',
  name: 'Order',
  fields: [
    { name: 'note', type: ['null', 'string'], default: null },
    { name: 'id', type: 'long' },
    { name: 'state', type: { type: 'enum', name: 'State', symbols: ['NEW', 'DONE'] } },
    { name: 'price', type: { type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 } },
    { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'day', type: { type: 'int', logicalType: 'date' } },
    { name: 'tags', type: { type: 'array', items: 'string' } },
    { name: 'ratio', type: 'double' },
    { name: 'ok', type: 'boolean' },
    { name: 'inner', type: { type: 'record', name: 'Inner', fields: [{ name: 'x', type: 'int' }] } },
  ],
}
const value = (id: number, note: string | null): Json => ({
  ...{ note, id, state: 'DONE', price: '12.34', at: '2024-03-31T00:30:15.678Z', day: '2024-02-29' },
  ...{ tags: ['a', 'b\tc'], ratio: 0.25, ok: true, inner: { x: id } },
})

const parsed = parseSchema('AVRO', JSON.stringify(schema))
if (parsed.schemaType !== 'AVRO') throw new Error('not Avro')
const encode = avroEncoder(parsed.avro.root)
const payload = (id: number, note: string | null = null) => ({
  value: writeFrame(7, encode(value(id, note))),
})
const fetchSchema: FetchSchema = (key) =>
  Promise.resolve('id' in key && key.id === 7 ? { id: 7, schema: parsed } : null)

const config = { 'input.data.format': 'AVRO', 'auto.create': 'true' }
const records = [payload(1, 'tab\there\\'), payload(2), payload(3, 'ü'), payload(1, 'last')]

test.each([
  ['insert', {}],
  [
    'upsert by a field in the middle',
    { 'insert.mode': 'UPSERT', 'pk.mode': 'record_value', 'pk.fields': 'id' },
  ],
  ['upsert by two fields', { 'insert.mode': 'UPSERT', 'pk.mode': 'record_value', 'pk.fields': 'state,id' }],
  ['coordinates', { 'pk.mode': 'kafka' }],
  ['some fields', { 'fields.whitelist': 'state,note,at' }],
])('Avro as it lies in Kafka is stored as the general way stores it: %s', async (name, more) => {
  const table = name.replaceAll(' ', '_')
  const quick = await openSink({ topic: `quick_${table}`, config: { ...config, ...more }, fetchSchema })
  await quick.putRaw?.([rawBatch(records, `quick_${table}`)])
  expect(quick.bad).toEqual([])
  const general = await openSink({ topic: `general_${table}`, config: { ...config, ...more }, fetchSchema })
  await general.put([asConverted(rawBatch(records, `general_${table}`), parsed)])
  expect(general.bad).toEqual([])
  const rows = async (prefix: string) =>
    (await query(`SELECT to_jsonb(t) - '__connect_topic' FROM "${prefix}_${table}" t ORDER BY 1`)).flat()
  expect(await rows('quick')).toEqual(await rows('general'))
  expect((await rows('quick')).length).toBe(name.startsWith('upsert') ? 3 : 4)
  await Promise.all([quick.stop(), general.stop()])
})

test('Bytes that are no Avro, unknown schemas and cut records are refused one by one', async () => {
  const quick = await openSink({ topic: 'avro_poison', config, fetchSchema })
  const whole = payload(1, 'good').value
  const batch = rawBatch(
    [
      { value: whole },
      { value: 'no avro' },
      { value: writeFrame(8, whole.subarray(5)) },
      { value: whole.subarray(0, 12) },
      { value: null },
      payload(2, 'zero\0'),
      payload(3, 'good'),
    ],
    'avro_poison',
  )
  await quick.putRaw?.([batch])
  expect(quick.bad.map(({ origin }) => origin.offset).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5])
  expect(await query('SELECT id FROM avro_poison')).toEqual([['1'], ['3']])
  await quick.stop()
})

test('Avro is read as it lies in Kafka with all that the catalogue fills in, and by the converter with options of its own', async () => {
  const given = { 'connector.class': 'PostgresSink', topics: 'avro_options', ...config, ...targetConfig() }
  const open = (more: Record<string, string>) =>
    makeSink({ config: effectiveConfig(postgresSinkSpec, { ...given, ...more }), fetchSchema })
  expect((await open({})).putRaw).toEqual(expect.any(Function))
  expect((await open({ 'value.converter.connect.meta.data': 'false' })).putRaw).toBeNull()
})
