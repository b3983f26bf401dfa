// What hostile schemas cost: refused or handled in a second of processor time and 64 MB, which is printed, and held with a margin.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printFigure } from '@/tests/support/figure'
import type { RegistryAnswer } from '@/tests/support/registry-gateway'
import { codeOf, openRegistry, record, register, versionsPath, type Registry } from '@/tests/support/subjects'

let registry: Registry
let ask: Registry['ask']
beforeAll(async () => {
  registry = await openRegistry()
  ask = registry.ask
  await register(registry, 'warm', record('a'))
})
afterAll(() => registry.close())

const post = (subject: string, body: object): Promise<RegistryAnswer> =>
  ask('POST', versionsPath(subject), body)

/** The client is in this process too, so its share is counted along. */
async function cost(name: string, act: () => Promise<RegistryAnswer>): Promise<string> {
  globalThis.gc?.()
  const memory = process.memoryUsage().rss
  const from = process.threadCpuUsage()
  const answer = await act()
  const { user, system } = process.threadCpuUsage(from)
  const cpuMs = (user + system) / 1000
  printFigure({ name: `${name}, processor time`, value: Math.round(cpuMs), unit: 'ms' })
  printFigure({ name: `${name}, memory`, value: (process.memoryUsage().rss - memory) / 1e6, unit: 'MB' })
  expect(cpuMs).toBeLessThan(3000)
  return codeOf(answer)
}

const wide = (count: number, extra: string[] = []): string =>
  record(...Array.from({ length: count }, (_, index) => `f${index}?`), ...extra)

describe('A schema that is too large', () => {
  it('of 5 MB is refused with 42209', async () => {
    const schema = JSON.stringify({ type: 'string', doc: 'd'.repeat(5_000_000) })
    expect(await cost('5 MB of Avro', () => post('large', { schema }))).toBe('422 42209')
    const more = { schema: JSON.stringify({ type: 'string', doc: 'd'.repeat(9_000_000) }) }
    expect(await cost('9 MB of Avro', () => post('large', more))).toBe('422 42209')
  })

  it('by what it refers to is refused with 42209', async () => {
    const references: { name: string; subject: string; version: number }[] = []
    for (let index = 0; index < 10; index++) {
      const schema = `{"type":"record","name":"A${index}","doc":"${'d'.repeat(900_000)}","fields":[]}`
      await register(registry, `part-${index}`, schema)
      references.push({ name: `A${index}`, subject: `part-${index}`, version: 1 })
    }
    expect(await cost('9 MB referred to', () => post('whole', { schema: '"A0"', references }))).toBe(
      '422 42209',
    )
  })
})

describe('A schema of 10,000 fields', () => {
  it('is registered, and the next version compared with it', async () => {
    expect(await cost('10,000 fields', () => post('wide', { schema: wide(10_000) }))).toBe('200 undefined')
    const next = { schema: wide(10_000, ['last?']) }
    expect(await cost('10,000 fields compared', () => post('wide', next))).toBe('200 undefined')
    const clash = { schema: record(...Array.from({ length: 10_000 }, (_, index) => `g${index}`)) }
    expect(await cost('10,000 clashes', () => post('wide', clash))).toBe('409 40901')
  })

  it('is registered as JSON Schema and as Protobuf too', async () => {
    const properties = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`f${index}`, { type: 'string' }]),
    )
    const json = { schemaType: 'JSON', schema: JSON.stringify({ type: 'object', properties }) }
    expect(await cost('10,000 properties', () => post('wide-json', json))).toBe('200 undefined')
    const fields = Array.from({ length: 10_000 }, (_, index) => `string f${index} = ${index + 20_000};`)
    const proto = { schemaType: 'PROTOBUF', schema: `syntax = "proto3"; message W { ${fields.join(' ')} }` }
    expect(await cost('10,000 Protobuf fields', () => post('wide-proto', proto))).toBe('200 undefined')
  })
})

describe('A schema that refers to itself', () => {
  it('by its own name is a recursive type, by a reference to its own next version is refused', async () => {
    const list = '{"type":"record","name":"L","fields":[{"name":"next","type":["null","L"],"default":null}]}'
    expect(codeOf(await post('list', { schema: list }))).toBe('200 undefined')
    const references = [{ name: 'L', subject: 'loop', version: 1 }]
    expect(codeOf(await post('loop', { schema: list, references }))).toBe('422 42201')
    const latest = [{ name: 'L', subject: 'loop', version: -1 }]
    expect(codeOf(await post('loop', { schema: list, references: latest }))).toBe('422 42201')
  })
})

describe('A hostile schema', () => {
  it('of any depth is refused with 42201', async () => {
    const deep = `${'{"type":"array","items":'.repeat(5000)}"int"${'}'.repeat(5000)}`
    for (const [schemaType, schema] of [
      ['AVRO', deep],
      ['JSON', `${'{"not":'.repeat(5000)}{}${'}'.repeat(5000)}`],
      ['PROTOBUF', `syntax = "proto3"; ${'message A { '.repeat(5000)}${'}'.repeat(5000)}`],
    ])
      expect(await cost(`5,000 levels of ${schemaType}`, () => post('deep', { schema, schemaType }))).toBe(
        '422 42201',
      )
  })

  it('with more than a thousand references is refused with 42201', async () => {
    await register(registry, 'one', '{"type":"record","name":"One","fields":[]}')
    const references = Array.from({ length: 1001 }, (_, index) => ({
      name: `n${index}`,
      subject: 'one',
      version: 1,
    }))
    expect(codeOf(await post('many', { schema: '"One"', references }))).toBe('422 42201')
  })

  it('or contract with characters that no text has is refused, and keys of objects are only names', async () => {
    const schema = record('a')
    for (const value of ['\u0000', '\ud800'])
      expect(codeOf(await post('zero', { schema, metadata: { properties: { a: value } } }))).toBe('422 42201')
    const references = [{ name: '\u0000', subject: 'one', version: 1 }]
    expect(codeOf(await post('zero', { schema, references }))).toBe('422 42201')
    const body = `{"schema":${JSON.stringify(schema)},"metadata":{"properties":{"__proto__":"x","constructor":"y"}}}`
    expect((await ask('POST', versionsPath('proto'), body)).status).toBe(200)
  })
})
