// What the sample data generator registers and writes for each format, read again by us and by others' libraries.
import { Ajv } from 'ajv'
import avsc from 'avsc'
import protobuf from 'protobufjs'
import { describe, expect, it, test } from 'vitest'
import { loadTemplate } from '@/lib/connectors/datagen/load-template'
import { keyOutput, valueOutput, type Output } from '@/lib/connectors/datagen/output/encoder'
import { registeredFormats } from '@/lib/connectors/datagen/output/formats'
import { RecordGenerator } from '@/lib/connectors/datagen/record-generator'
import { datagenTemplates } from '@/lib/connectors/datagen/templates'
import type { Json, JsonObject } from '@/lib/schemas/json-text'
import { canonicalText, parseSchema } from '@/lib/schemas/parse'
import { payloadDecoder } from '@/lib/serdes/schema-codec'
import { readFrame } from '@/lib/serdes/wire-format'

type Flat = Record<string, string | number>

const count = 40
const schemaId = 100_042
const names = Object.keys(datagenTemplates)

async function load(name: string) {
  const template = datagenTemplates[name]
  if (!template) throw new Error(`no template ${name}`)
  const schema = await loadTemplate(template)
  const generator = new RecordGenerator(schema, {
    keyField: template.keyField,
    seed: 9,
    decimalFormat: 'NUMERIC',
  })
  const records = Array.from({ length: count }, () => {
    const { key, value } = generator.next()
    return {
      key: Buffer.from(key ?? []).toString(),
      json: Buffer.from(value),
      value: JSON.parse(Buffer.from(value).toString()) as JsonObject,
    }
  })
  const key = schema.fields.find((field) => field.name === template.keyField)
  if (!key) throw new Error(`no key field in ${name}`)
  return { schema, records, key }
}

/** By our own serialisers; numbers for what is counted since 1970. */
const decode = ({ schemaType, text }: Output, bytes: Buffer): Json => {
  const frame = readFrame(bytes)
  expect(frame.schema).toEqual({ id: schemaId })
  return payloadDecoder(parseSchema(schemaType, text), { logicalTypes: 'base' })(bytes, frame)
}

describe('AVRO', () => {
  it.each(names)('%s: our decoder and avsc read what was generated', async (name) => {
    const { schema, records } = await load(name)
    const output = valueOutput('AVRO', schema)
    const encode = output.encoder(schemaId)
    const judge = avsc.Type.forSchema(JSON.parse(output.text) as avsc.Schema)
    for (const { json, value } of records) {
      const bytes = encode(json)
      const isDecimal = name === 'PURCHASES'
      const price = isDecimal ? Math.round(Number(value['price_per_unit']) * 100) : 0
      const decoded = decode(output, bytes) as JsonObject
      const theirs = judge.fromBuffer(bytes.subarray(5)) as Record<string, unknown>
      if (isDecimal) {
        expect(Buffer.from(decoded['price_per_unit'] as string, 'base64').readInt16BE()).toBe(price)
        expect((theirs['price_per_unit'] as Buffer).readInt16BE()).toBe(price)
        delete decoded['price_per_unit']
        delete theirs['price_per_unit']
        delete value['price_per_unit']
      }
      expect(decoded).toEqual(value)
      expect(JSON.parse(JSON.stringify(theirs))).toEqual(value)
    }
  })
})

describe('JSON_SR', () => {
  it.each(names)('%s: ajv takes what was generated, and it is the JSON after the id', async (name) => {
    const { schema, records } = await load(name)
    const output = valueOutput('JSON_SR', schema)
    const encode = output.encoder(schemaId)
    const validate = new Ajv({ strict: false }).compile(JSON.parse(output.text) as object)
    for (const { json, value } of records) {
      const bytes = encode(json)
      expect(decode(output, bytes)).toEqual(value)
      expect(validate(value), JSON.stringify(validate.errors)).toBe(true)
    }
    expect(validate({ ...records[0]?.value, [schema.fields[0]?.name ?? '']: {} })).toBe(false)
  })
})

/** Files that protobufjs does not bring along. */
const foreign = [
  'syntax = "proto3"; package google.type; message Date { int32 year = 1; int32 month = 2; int32 day = 3; }',
  'syntax = "proto3"; package confluent.type; message Decimal { bytes value = 1; uint32 precision = 2; int32 scale = 3; }',
  'syntax = "proto3"; package google.protobuf; message Timestamp { int64 seconds = 1; int32 nanos = 2; }',
]
const protoJudge = (text: string, messageName: string): protobuf.Type => {
  const root = new protobuf.Root()
  for (const file of [...foreign, text]) protobuf.parse(file, root, { keepCase: true })
  return root.lookupType(messageName)
}
/** Protobuf's messages for times and decimals, as the generator writes them. */
const plain = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plain)
  const one = value as Record<string, unknown>
  if ('seconds' in one) return Number(one['seconds']) * 1000 + Number(one['nanos']) / 1e6
  if ('year' in one)
    return Date.UTC(Number(one['year']), Number(one['month']) - 1, Number(one['day'])) / 86_400_000
  if ('scale' in one)
    return Buffer.from(String(one['value']), 'base64').readInt16BE() / 10 ** Number(one['scale'])
  return Object.fromEntries(Object.entries(one).map(([key, item]) => [key, plain(item)]))
}

describe('PROTOBUF', () => {
  it.each(names)('%s: our decoder and protobufjs read what was generated', async (name) => {
    const { schema, records } = await load(name)
    const output = valueOutput('PROTOBUF', schema)
    const encode = output.encoder(schemaId)
    const judge = protoJudge(output.text, `${schema.namespace}.${schema.name}`)
    const asNumbers = { longs: Number, bytes: String, defaults: true }
    for (const { json, value } of records) {
      const bytes = encode(json)
      // Message indexes: the file's first message.
      expect(bytes[5]).toBe(0)
      expect(plain(judge.toObject(judge.decode(bytes.subarray(6)), asNumbers))).toEqual(value)
      const ours = decode(output, bytes) as JsonObject
      expect(Object.keys(ours)).toEqual(Object.keys(value))
    }
  })

  test('times, dates and decimals are the types that others know', async () => {
    const { schema, records } = await load('PIZZA_ORDERS')
    const output = valueOutput('PROTOBUF', schema)
    const [first] = records
    const decoded = decode(output, output.encoder(schemaId)(first?.json ?? Buffer.alloc(0))) as JsonObject
    const day = new Date(Number(first?.value['date']) * 86_400_000)
    expect(decoded['date']).toEqual({
      year: day.getUTCFullYear(),
      month: day.getUTCMonth() + 1,
      day: day.getUTCDate(),
    })
    expect(valueOutput('PROTOBUF', (await load('SHOE_ORDERS')).schema).text).toContain(
      'google.protobuf.Timestamp ts = 4;',
    )
    expect(valueOutput('PROTOBUF', (await load('PURCHASES')).schema).text).toContain(
      'confluent.type.Decimal price_per_unit = 4;',
    )
  })
})

describe('keys', () => {
  it.each(names.flatMap((name) => registeredFormats.map((format) => [name, format] as const)))(
    '%s as %s',
    async (name, format) => {
      const { schema, records, key } = await load(name)
      const output = keyOutput(format, schema, key)
      const encode = output.encoder(schemaId)
      for (const { value } of records.slice(0, 5)) {
        const given = value[key.name] as string | number
        const decoded = decode(output, encode(Buffer.from(JSON.stringify(given))))
        // int64 is text in the JSON of Protobuf.
        if (format === 'PROTOBUF') expect(String((decoded as Flat)[key.name])).toBe(String(given))
        else expect(decoded).toEqual(given)
      }
    },
  )
})

describe('the schemas', () => {
  test('are those of the converters: names, connect.* properties, logical types', async () => {
    expect(JSON.parse(valueOutput('AVRO', (await load('SHOE_ORDERS')).schema).text)).toEqual({
      type: 'record',
      name: 'shoe_orders',
      namespace: 'shoes',
      fields: [
        { name: 'order_id', type: 'int' },
        { name: 'product_id', type: 'string' },
        { name: 'customer_id', type: 'string' },
        {
          name: 'ts',
          type: {
            type: 'long',
            'connect.version': 1,
            'connect.name': 'org.apache.kafka.connect.data.Timestamp',
            logicalType: 'timestamp-millis',
          },
        },
      ],
      'connect.name': 'shoes.shoe_orders',
    })
    expect(JSON.parse(valueOutput('JSON_SR', (await load('ORDERS')).schema).text)).toMatchObject({
      type: 'object',
      title: 'ksql.orders',
      properties: {
        ordertime: { type: 'integer', 'connect.type': 'int64', 'connect.index': 0 },
        orderunits: { type: 'number', 'connect.type': 'float64' },
        address: { type: 'object', title: 'ksql.address', 'connect.index': 4 },
      },
    })
    expect(valueOutput('PROTOBUF', (await load('ORDERS')).schema).text).toMatch(
      /^syntax = "proto3";\npackage ksql;\n\nmessage orders \{\n {2}int64 ordertime = 1;\n/,
    )
  })

  it.each(names)('%s: none carries an annotation, and all print as they were written', async (name) => {
    const { schema } = await load(name)
    for (const format of registeredFormats) {
      const { schemaType, text } = valueOutput(format, schema)
      expect(text).not.toContain('arg.properties')
      expect(canonicalText(parseSchema(schemaType, canonicalText(parseSchema(schemaType, text))))).toBe(
        canonicalText(parseSchema(schemaType, text)),
      )
    }
  })
})
