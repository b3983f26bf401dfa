// One's own generator schema in every format, read again: unions, enums, bytes, records in themselves, exact longs.
import { Ajv } from 'ajv'
import { describe, expect, it, test } from 'vitest'
import { parseAvroSchema } from '@/lib/connectors/datagen/avro-schema'
import { valueOutput, type Output } from '@/lib/connectors/datagen/output/encoder'
import { registeredFormats } from '@/lib/connectors/datagen/output/formats'
import { RecordGenerator } from '@/lib/connectors/datagen/record-generator'
import type { Json, JsonObject } from '@/lib/schemas/json-text'
import { parseSchema } from '@/lib/schemas/parse'
import { payloadDecoder } from '@/lib/serdes/schema-codec'
import { readFrame } from '@/lib/serdes/wire-format'

type Flat = Record<string, string | number>
const count = 40
const schemaId = 100_042

const decode = ({ schemaType, text }: Output, bytes: Buffer): Json => {
  const frame = readFrame(bytes)
  return payloadDecoder(parseSchema(schemaType, text), { logicalTypes: 'base' })(bytes, frame)
}

const own = (...fields: object[]) =>
  parseAvroSchema(JSON.stringify({ type: 'record', name: 'r', namespace: 'n', fields }))
const drawn = (schema: ReturnType<typeof own>, seed = 4) => {
  const generator = new RecordGenerator(schema, { seed, decimalFormat: 'NUMERIC' })
  return Array.from({ length: count }, () => Buffer.from(generator.next().value))
}

describe("one's own schema", () => {
  const unions = own(
    { name: 'maybe', type: ['null', 'int'] },
    {
      name: 'either',
      type: [
        'null',
        'string',
        'long',
        { type: 'record', name: 'inner', fields: [{ name: 'x', type: 'int' }] },
      ],
    },
    { name: 'kind', type: { type: 'enum', name: 'kind', symbols: ['A', 'B'] } },
    { name: 'raw', type: 'bytes' },
    { name: 'fix', type: { type: 'fixed', name: 'four', size: 4 } },
  )
  const lists = own(
    {
      name: 'all',
      type: {
        type: 'array',
        items: {
          type: 'record',
          name: 'item',
          fields: [
            {
              name: 'at',
              type: {
                type: 'int',
                logicalType: 'time-millis',
                'arg.properties': { range: { min: 0, max: 86400000 } },
              },
            },
          ],
        },
      },
    },
    {
      name: 'by',
      type: { type: 'map', values: 'boolean', 'arg.properties': { keys: { regex: '[a-z]{3}' } } },
    },
    { name: 'next', type: ['null', 'r'] },
  )

  it.each([
    ['unions, enums, bytes', unions],
    ['arrays, maps, a record in itself', lists],
  ])('with %s goes through every format', (_about, schema) => {
    for (const format of registeredFormats) {
      const output = valueOutput(format, schema)
      const encode = output.encoder(schemaId)
      for (const json of drawn(schema)) {
        const value = JSON.parse(json.toString()) as JsonObject
        const decoded = decode(output, encode(json)) as JsonObject
        if (format === 'JSON_SR') {
          expect(decoded).toEqual(value)
          expect(new Ajv({ strict: false }).validate(JSON.parse(output.text) as object, value)).toBe(true)
        } else if ('maybe' in value) {
          expect(decoded['maybe'] ?? null).toBe(value['maybe'])
          expect(decoded['kind']).toBe(value['kind'])
          expect(decoded['raw'] ?? '').toBe(value['raw'])
        } else expect((decoded['all'] as Json[]).length).toBe((value['all'] as Json[]).length)
      }
    }
  })

  test('keeps every digit of a long that a double cannot hold', () => {
    const schema = own(
      { name: 'big', type: 'long' },
      { name: 'half', type: { type: 'double', 'arg.properties': { options: [2, 0.5] } } },
    )
    for (const format of registeredFormats) {
      const output = valueOutput(format, schema)
      const encode = output.encoder(schemaId)
      for (const json of drawn(schema)) {
        const digits = /"big":(-?\d+)/.exec(json.toString())?.[1] ?? ''
        const bytes = encode(json)
        if (format === 'JSON_SR') expect(bytes.toString('utf8', 5)).toContain(`"big":${digits}`)
        else expect(String((decode(output, bytes) as Flat)['big'])).toBe(digits)
      }
    }
  })

  test('is refused by name where Protobuf cannot hold it', () => {
    const nested = own({ name: 'grid', type: { type: 'array', items: { type: 'array', items: 'int' } } })
    expect(() => valueOutput('PROTOBUF', nested)).toThrow(
      'grid[]: Protobuf cannot hold an array or a map directly in an array',
    )
    expect(() => valueOutput('AVRO', nested)).not.toThrow()
  })
})
