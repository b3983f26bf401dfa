import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, openRegistry, register, versionsPath, type Registry } from '@/tests/support/subjects'

let registry: Registry
let ask: Registry['ask']
beforeAll(async () => {
  registry = await openRegistry()
  ask = registry.ask
})
afterAll(() => registry.close())

const address =
  '{"type":"record","name":"Address","namespace":"n","fields":[{"name":"city","type":"string"}]}'
const person =
  '{"type":"record","name":"Person","namespace":"n","fields":[{"name":"home","type":"n.Address"}]}'
const refersTo = (subject: string, version = 1, name = 'n.Address'): object => ({
  references: [{ name, subject, version }],
})

describe('References', () => {
  it('are found for Avro, JSON Schema and Protobuf, and their absence is 42201', async () => {
    await register(registry, 'avro-a', address)
    await register(registry, 'avro-p', person, refersTo('avro-a'))
    await register(registry, 'json-a', '{"type":"object","properties":{"city":{"type":"string"}}}', {
      schemaType: 'JSON',
    })
    await register(registry, 'json-p', '{"type":"object","properties":{"home":{"$ref":"address.json"}}}', {
      schemaType: 'JSON',
      ...refersTo('json-a', 1, 'address.json'),
    })
    await register(registry, 'pkg/a.proto', 'syntax = "proto3"; package a; message A { string c = 1; }', {
      schemaType: 'PROTOBUF',
    })
    const proto = 'syntax = "proto3"; import "pkg/a.proto"; message P { a.A home = 1; }'
    await register(registry, 'proto-p', proto, {
      schemaType: 'PROTOBUF',
      ...refersTo('pkg/a.proto', 1, 'pkg/a.proto'),
    })
    for (const [schemaType, schema] of [
      ['AVRO', person],
      ['PROTOBUF', proto],
    ])
      expect(codeOf(await ask('POST', versionsPath('alone'), { schema, schemaType }))).toBe('422 42201')
  })

  it('with version -1 mean the latest, and stay with it', async () => {
    await register(registry, 'latest-a', address)
    await register(registry, 'latest-p', person, refersTo('latest-a', -1))
    const wider = address.replace('"fields":[', '"fields":[{"name":"zip","type":"int","default":0},')
    await register(registry, 'latest-a', wider)
    const stored = await ask('GET', `${versionsPath('latest-p')}/1`)
    expect(stored.body).toMatchObject({ references: [{ version: 1 }] })
    const again = await ask('POST', versionsPath('latest-p'), { schema: person, ...refersTo('latest-a', -1) })
    expect(again.body).toMatchObject({ version: 2, references: [{ version: 2 }] })
  })

  it('keep what they lead to from being deleted (42206) until the referring one is gone', async () => {
    await register(registry, 'kept-a', address)
    const id = await register(registry, 'kept-p', person, refersTo('kept-a'))
    expect((await ask('GET', `${versionsPath('kept-a')}/1/referencedby`)).body).toEqual([id])
    expect((await ask('GET', `${versionsPath('kept-p')}/1/referencedby`)).body).toEqual([])
    for (const path of ['/subjects/kept-a', `${versionsPath('kept-a')}/1`])
      expect(codeOf(await ask('DELETE', path))).toBe('422 42206')
    await ask('DELETE', '/subjects/kept-p')
    expect((await ask('GET', `${versionsPath('kept-a')}/1/referencedby`)).body).toEqual([])
    expect((await ask('DELETE', '/subjects/kept-a')).status).toBe(200)
  })

  it('of a schema that is deleted softly still let it be read and resolved', async () => {
    await register(registry, 'gone-a', address)
    const id = await register(registry, 'gone-p', person, refersTo('gone-a'))
    await ask('DELETE', '/subjects/gone-p')
    await ask('DELETE', '/subjects/gone-a')
    const resolved = await ask('GET', `/schemas/ids/${id}?format=resolved`)
    const { schema } = resolved.body as { schema: string }
    expect(schema).toContain('"city"')
    expect(codeOf(await ask('POST', versionsPath('late'), { schema: person, ...refersTo('gone-a') }))).toBe(
      '422 42201',
    )
  })

  it('lead through several schemas, and belong to the identity', async () => {
    await register(registry, 'far-a', address)
    await register(registry, 'far-p', person, refersTo('far-a'))
    const team = '{"type":"record","name":"Team","fields":[{"name":"lead","type":"n.Person"}]}'
    const id = await register(registry, 'far-t', team, refersTo('far-p', 1, 'n.Person'))
    const read = await ask('GET', `/schemas/ids/${id}`)
    expect(read.body).toMatchObject({ references: [{ name: 'n.Person', subject: 'far-p', version: 1 }] })
    await register(registry, 'far-p2', person, refersTo('far-a'))
    expect(await register(registry, 'far-t2', team, refersTo('far-p2', 1, 'n.Person'))).not.toBe(id)
  })

  it('within a context lead to its own subjects', async () => {
    await register(registry, ':.lab:a', address)
    const id = await register(registry, ':.lab:p', person, refersTo('a'))
    expect((await ask('GET', '/contexts/lab/subjects/a/versions/1/referencedby')).body).toEqual([id])
    expect(codeOf(await ask('POST', versionsPath('p'), { schema: person, ...refersTo('a') }))).toBe(
      '422 42201',
    )
    expect((await ask('POST', versionsPath('p'), { schema: person, ...refersTo(':.lab:a') })).status).toBe(
      200,
    )
  })

  it('may stand within one subject, which is then deleted as a whole', async () => {
    await ask('PUT', '/config/self', { compatibility: 'NONE' })
    await register(registry, 'self', address)
    await register(registry, 'self', person, refersTo('self'))
    expect(codeOf(await ask('DELETE', `${versionsPath('self')}/1`))).toBe('422 42206')
    expect((await ask('DELETE', '/subjects/self')).body).toEqual([1, 2])
    expect((await ask('DELETE', '/subjects/self?permanent=true')).body).toEqual([1, 2])
  })
})
