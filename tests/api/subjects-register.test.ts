import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, openRegistry, record, register, versionsPath, type Registry } from '@/tests/support/subjects'

let registry: Registry
beforeAll(async () => {
  registry = await openRegistry()
})
afterAll(() => registry.close())

const subject = (): string => `s-${crypto.randomUUID().slice(0, 8)}`

describe('Registering', () => {
  it('gives the first schema version 1 and an id, and answers the same when it comes again', async () => {
    const name = subject()
    const first = await registry.ask('POST', versionsPath(name), { schema: record('a') })
    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({ version: 1, schema: record('a') })
    expect(first.body).toHaveProperty('guid')
    expect(first.body).not.toHaveProperty('schemaType')
    const again = await registry.ask('POST', versionsPath(name), { schema: record('a') })
    expect(again.body).toEqual(first.body)
  })

  it('gives one schema one id under every subject, and one GUID', async () => {
    const id = await register(registry, subject(), record('shared'))
    expect(await register(registry, subject(), record('shared'))).toBe(id)
  })

  it('takes white space and the order of keys of Avro for nothing, and doc for something', async () => {
    const name = subject()
    const id = await register(registry, name, record('x'))
    expect(await register(registry, name, JSON.stringify(JSON.parse(record('x')), null, 4))).toBe(id)
    const turned = '{"fields":[{"type":"string","name":"x"}],"name":"R","type":"record"}'
    expect(await register(registry, name, turned)).toBe(id)
    const documented = '{"type":"record","name":"R","doc":"d","fields":[{"name":"x","type":"string"}]}'
    expect(await register(registry, name, documented)).not.toBe(id)
  })

  it('numbers versions one after the other', async () => {
    const name = subject()
    for (const fields of [['a'], ['a', 'b?'], ['a', 'b?', 'c?']])
      await register(registry, name, record(...fields))
    expect((await registry.ask('GET', versionsPath(name))).body).toEqual([1, 2, 3])
  })

  it('answers schemaType for JSON Schema and Protobuf, references where there are some', async () => {
    const json = await registry.ask('POST', versionsPath(subject()), {
      schema: '{"type":"object"}',
      schemaType: 'JSON',
    })
    expect(json.body).toMatchObject({ schemaType: 'JSON' })
    expect(json.body).not.toHaveProperty('references')
    const name = subject()
    await register(registry, name, 'syntax = "proto3"; message A { int32 a = 1; }', {
      schemaType: 'PROTOBUF',
    })
    const referring = await registry.ask('POST', versionsPath(subject()), {
      schema: 'syntax = "proto3"; import "a.proto"; message B { A a = 1; }',
      schemaType: 'PROTOBUF',
      references: [{ name: 'a.proto', subject: name, version: 1 }],
    })
    expect(referring.body).toMatchObject({
      schemaType: 'PROTOBUF',
      references: [{ name: 'a.proto', subject: name, version: 1 }],
    })
  })

  it('finds one id for a .proto file and for its descriptor in base64', async () => {
    const name = subject()
    const text = 'syntax = "proto3"; package p; message A { string name = 1; repeated int32 n = 2; }'
    const id = await register(registry, name, text, { schemaType: 'PROTOBUF' })
    const serialized = await registry.ask('GET', `/schemas/ids/${id}?format=serialized`)
    const { schema } = serialized.body as { schema: string }
    expect(schema).toMatch(/^[\w+/]+=*$/)
    expect(await register(registry, name, schema, { schemaType: 'PROTOBUF' })).toBe(id)
    const looked = await registry.ask('POST', `/subjects/${name}`, { schema, schemaType: 'PROTOBUF' })
    expect(looked.body).toMatchObject({ id, version: 1 })
  })

  it('normalizes when the query or the settings say so', async () => {
    const name = subject()
    const schema = (...keys: string[]): string =>
      `{"type":"object",${keys.map((key) => `"${key}":"${key}"`).join(',')}}`
    const kind = { schemaType: 'JSON' }
    const path = versionsPath(name)
    const first = await registry.ask('POST', `${path}?normalize=true`, {
      schema: schema('title', 'description'),
      ...kind,
    })
    const other = await registry.ask('POST', `${path}?normalize=true`, {
      schema: schema('description', 'title'),
      ...kind,
    })
    expect(other.body).toEqual(first.body)
    const plain = await registry.ask('POST', path, { schema: schema('title', 'description'), ...kind })
    expect(plain.body).not.toEqual(first.body)
    await registry.ask('PUT', `/config/${name}`, { normalize: true })
    const set = await registry.ask('POST', path, { schema: schema('title', 'description'), ...kind })
    expect(set.body).toEqual(first.body)
  })

  it('refuses with 42201 what is no schema and says where', async () => {
    const bad = await registry.ask('POST', versionsPath(subject()), {
      schema: '{"type":"record","name":"R","fields":[{"name":"a","type":"strin"}]}',
    })
    expect(codeOf(bad)).toBe('422 42201')
    expect(bad.text).toContain('/fields/0/type')
    for (const body of [{ schema: '' }, { schema: '{' }, { schema: '"string"', schemaType: 'XML' }, {}])
      expect(codeOf(await registry.ask('POST', versionsPath(subject()), body))).toBe('422 42201')
    const lost = { schema: '"string"', references: [{ name: 'a', subject: 'nowhere', version: 3 }] }
    expect(codeOf(await registry.ask('POST', versionsPath(subject()), lost))).toBe('422 42201')
  })

  it('ignores fields that it does not know', async () => {
    expect(await register(registry, subject(), '"string"', { surprise: { a: 1 } })).toBeGreaterThan(0)
  })

  it('refuses with 40901 what clashes, with the clash and the settings in its message', async () => {
    const name = subject()
    await register(registry, name, record('a'))
    const answer = await registry.ask('POST', versionsPath(name), { schema: record('a', 'b') })
    expect(codeOf(answer)).toBe('409 40901')
    const { message } = answer.body as { message: string }
    expect(message).toContain(`incompatible with an earlier schema for subject "${name}"`)
    expect(message).toContain('READER_FIELD_MISSING_DEFAULT_VALUE')
    expect(message).toContain('{oldSchemaVersion: 1}')
    expect(message).toContain("compatibility: 'BACKWARD'")
  })

  it('refuses another type of schema unless the level is NONE', async () => {
    const name = subject()
    await register(registry, name, record('a'))
    const other = { schema: '{"type":"object"}', schemaType: 'JSON' }
    expect(codeOf(await registry.ask('POST', versionsPath(name), other))).toBe('409 40901')
    await registry.ask('PUT', `/config/${name}`, { compatibility: 'NONE' })
    expect((await registry.ask('POST', versionsPath(name), other)).status).toBe(200)
  })

  it('refuses a version that is not the next one, and an id outside of IMPORT', async () => {
    const name = subject()
    expect(codeOf(await registry.ask('POST', versionsPath(name), { schema: record('a'), version: 5 }))).toBe(
      '422 42201',
    )
    expect(codeOf(await registry.ask('POST', versionsPath(name), { schema: record('a'), id: 7 }))).toBe(
      '422 42205',
    )
    expect((await registry.ask('POST', versionsPath(name), { schema: record('a'), version: 1 })).status).toBe(
      200,
    )
  })
})
