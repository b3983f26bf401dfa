import { describe, expect, it } from 'vitest'
import { parseAvroSchema } from '@/lib/connectors/datagen/avro-schema'
import {
  RecordGenerator,
  previewRecords,
  type GeneratorOptions,
} from '@/lib/connectors/datagen/record-generator'

const decoder = new TextDecoder()

const generatorOf = (type: unknown, options: GeneratorOptions = {}): RecordGenerator =>
  new RecordGenerator(
    parseAvroSchema(JSON.stringify({ type: 'record', name: 'r', fields: [{ name: 'a', type }] })),
    { seed: 7, ...options },
  )
const take = (generator: RecordGenerator, count: number): unknown[] =>
  Array.from(
    { length: count },
    () => (JSON.parse(decoder.decode(generator.next().value)) as { a: unknown }).a,
  )
const values = (type: unknown, count = 200): unknown[] => take(generatorOf(type), count)
const args = (type: string, properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  type,
  ...more,
  'arg.properties': properties,
})

describe('datagen generator', () => {
  it.each(['int', 'long', 'float', 'double'])('draws a range of %s with the maximum left out', (type) => {
    const drawn = values(args(type, { range: { min: -2, max: 3 } }), 2_000) as number[]
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(-2)
    expect(Math.max(...drawn)).toBeLessThan(3)
    if (type === 'int' || type === 'long') expect(new Set(drawn)).toEqual(new Set([-2, -1, 0, 1, 2]))
  })

  it('draws large ranges of long without losing the bounds', () => {
    for (const value of values(
      args('long', { range: { min: 1487715775521, max: 1519273364600 } }),
    ) as number[]) {
      expect(Number.isSafeInteger(value) && value >= 1487715775521 && value < 1519273364600).toBe(true)
    }
  })

  it('counts with start, step, restart and initial, and wraps around', () => {
    expect(values(args('int', { iteration: { start: 0 } }), 4)).toEqual([0, 1, 2, 3])
    expect(values(args('long', { iteration: { start: 1, step: 10 } }), 4)).toEqual([1, 11, 21, 31])
    expect(values(args('int', { iteration: { start: 0, restart: 3 } }), 7)).toEqual([0, 1, 2, 0, 1, 2, 0])
    expect(values(args('int', { iteration: { start: 3, restart: 0 } }), 5)).toEqual([3, 2, 1, 3, 2])
    expect(values(args('int', { iteration: { start: 0, restart: 10, step: 4 } }), 5)).toEqual([0, 4, 8, 2, 6])
    expect(values(args('int', { iteration: { start: 0, restart: 10, initial: 8 } }), 4)).toEqual([8, 9, 0, 1])
    expect(values(args('double', { iteration: { start: 0, step: 0.5 } }), 3)).toEqual([0, 0.5, 1])
    expect(values(args('boolean', { iteration: { start: true } }), 3)).toEqual([true, false, true])
    expect(values(args('string', { iteration: { start: 7 }, prefix: 'n', suffix: '!' }), 2)).toEqual([
      'n7!',
      'n8!',
    ])
  })

  it.each([
    args('int', { iteration: { start: 0, restart: 10, step: 4, initial: 3 } }),
    args('long', { iteration: { start: 5, restart: -20, step: -3 } }),
    args('double', { iteration: { start: 0, restart: 2, step: 0.25 } }),
    args('boolean', { iteration: { start: false } }),
    args('string', { iteration: { start: 1, step: 10 } }),
  ])('continues the counter %j at any record as if it had never stopped', (type) => {
    const whole = take(generatorOf(type), 40)
    for (const at of [1, 7, 23]) {
      expect(take(generatorOf(type, { iteration: at }), 40 - at)).toEqual(whole.slice(at))
    }
  })

  it('draws only members of a regex', () => {
    for (const source of [
      'Item_[1-9][0-9]{0,2}',
      '\\[[0-9][0-9],[0-9][0-9]\\]',
      '[A-Z]{2}\\d{6}[A-Z]',
      'https://www[.]acme[.]com/[a-z]{5}',
      '(a|bc)+[^a-y]?x{2,}',
      '[\\w-]{3}\\.\\s',
    ]) {
      const pattern = new RegExp(`^(?:${source})$`)
      for (const text of values(args('string', { regex: source }), 300)) expect(text).toMatch(pattern)
    }
    expect(new Set(values(args('string', { regex: 'City_[1-9]{0,2}' }), 300))).toContain('City_')
  })

  it('keeps regex texts within a given length, maximum left out', () => {
    const lengths = (
      values(args('string', { regex: '[a-z]{1,20}', length: { min: 5, max: 8 } })) as string[]
    ).map((t) => t.length)
    expect(new Set(lengths)).toEqual(new Set([5, 6, 7]))
  })

  it('draws options uniformly, and whole records as options', () => {
    const drawn = values(args('string', { options: ['a', 'b', 'c'] }), 3_000)
    for (const option of ['a', 'b', 'c']) {
      const share = drawn.filter((value) => value === option).length / drawn.length
      expect(share).toBeGreaterThan(0.28)
      expect(share).toBeLessThan(0.39)
    }
    const schema = JSON.stringify({
      type: 'record',
      name: 'r',
      fields: [
        { name: 'id', type: 'int' },
        { name: 'word', type: ['null', 'string'] },
      ],
      'arg.properties': {
        options: [
          { id: 1, word: 'é"\\' },
          { id: 2, word: null },
        ],
      },
    })
    for (const { key, value } of previewRecords(parseAvroSchema(schema), 20, { keyField: 'id' })) {
      expect([
        { id: 1, word: 'é"\\' },
        { id: 2, word: null },
      ]).toContainEqual(JSON.parse(value))
      expect(key).toBe(String((JSON.parse(value) as { id: number }).id))
    }
  })

  it('has the defaults of the original where nothing is annotated', () => {
    const lengths = (values('string', 500) as string[]).map((text) => text.length)
    expect(Math.min(...lengths)).toBe(8)
    expect(Math.max(...lengths)).toBe(15)
    for (const value of values('double') as number[]) expect(value >= 0 && value < 1).toBe(true)
    for (const value of values('int') as number[])
      expect(Number.isInteger(value) && Math.abs(value) <= 2 ** 31).toBe(true)
    expect(new Set(values(['null', 'int'], 300).map((value) => value === null))).toEqual(
      new Set([true, false]),
    )
    expect(new Set(values({ type: 'enum', name: 'e', symbols: ['X', 'Y'] }))).toEqual(new Set(['X', 'Y']))
    for (const list of values({ type: 'array', items: 'int' }) as unknown[][])
      expect(list.length >= 8 && list.length <= 15).toBe(true)
  })

  it('obeys odds, length, keys and logical decimals', () => {
    expect(new Set(values(args('boolean', { odds: 1 })))).toEqual(new Set([true]))
    expect(
      new Set((values(args('array', { length: 3 }, { items: 'int' })) as unknown[][]).map((a) => a.length)),
    ).toEqual(new Set([3]))
    const maps = values(args('map', { length: 2, keys: { regex: '[a-z]{6}' } }, { values: 'int' })) as Record<
      string,
      number
    >[]
    for (const map of maps) expect(Object.keys(map).every((key) => /^[a-z]{6}$/.test(key))).toBe(true)
    const price = args(
      'bytes',
      { range: { min: 10, max: 50 } },
      { logicalType: 'decimal', precision: 4, scale: 2 },
    )
    for (const value of take(generatorOf(price, { decimalFormat: 'NUMERIC' }), 200) as number[]) {
      expect(value >= 10 && value < 50).toBe(true)
    }
    for (const text of values(price) as string[]) {
      const unscaled = Buffer.from(text, 'base64').readInt16BE(0)
      expect(unscaled >= 1000 && unscaled < 5000).toBe(true)
    }
  })

  it('shows a union of several types as Connect does: one member set, the others null', () => {
    for (const value of values(['null', 'int', 'string'], 100) as ({
      int: number | null
      string: string | null
    } | null)[]) {
      if (value !== null)
        expect([value.int, value.string].filter((member) => member !== null)).toHaveLength(1)
    }
  })

  it('shows that a number is floating-point even when it is whole', () => {
    expect(
      previewRecords(
        parseAvroSchema(
          '{"type":"record","name":"r","fields":[{"name":"a","type":{"type":"double","arg.properties":{"options":[3]}}}]}',
        ),
        1,
      )[0]?.value,
    ).toBe('{"a":3.0}')
  })

  it('takes the key from the value, unescaped', () => {
    const generator = generatorOf(args('string', { options: ['x"y\\z'] }), { keyField: 'a' })
    expect(decoder.decode(generator.next().key ?? undefined)).toBe('x"y\\z')
    expect(() => generatorOf({ type: 'array', items: 'int' }, { keyField: 'a' })).toThrow(/cannot be the key/)
  })

  it('makes the same data from the same seed, and continues from a stored seed', () => {
    const schema = JSON.stringify({
      type: 'record',
      name: 'r',
      fields: [
        { name: 'n', type: args('long', { iteration: { start: 0 } }) },
        { name: 's', type: 'string' },
        { name: 'd', type: 'double' },
      ],
    })
    const make = (options: GeneratorOptions) => new RecordGenerator(parseAvroSchema(schema), options)
    const texts = (generator: RecordGenerator, count: number) =>
      Array.from({ length: count }, () => decoder.decode(generator.next().value))
    const first = make({ seed: 42 })
    const whole = texts(first, 30)
    expect(texts(make({ seed: 42 }), 30)).toEqual(whole)
    expect(texts(make({ seed: 43 }), 30)).not.toEqual(whole)
    const half = make({ seed: 42 })
    texts(half, 12)
    const { seed } = half.random
    expect(Number.isSafeInteger(seed)).toBe(true)
    expect(texts(make({ seed, iteration: 12 }), 18)).toEqual(whole.slice(12))
  })

  it('keeps earlier records intact while later ones are generated', () => {
    const generator = generatorOf(args('string', { length: 3_000 }))
    const records = Array.from({ length: 100 }, () => generator.next().value)
    for (const record of records)
      expect((JSON.parse(decoder.decode(record)) as { a: string }).a).toHaveLength(3_000)
  })
})
