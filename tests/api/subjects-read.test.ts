import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, openRegistry, record, register, versionsPath, type Registry } from '@/tests/support/subjects'

let registry: Registry
let ask: Registry['ask']
const ids: Record<string, number> = {}
const proto = 'syntax = "proto3";\n\nmessage A {\n  string name = 1;\n}\n'
beforeAll(async () => {
  registry = await openRegistry()
  ask = registry.ask
  for (const name of ['orders-key', 'orders-value', 'payments', ':.lab:orders-value', ':.lab:tests'])
    ids[name] = await register(registry, name, record(name.replace(/\W/g, '_')))
  ids['orders-value 2'] = await register(registry, 'orders-value', record('orders_value', 'more?'))
  ids.proto = await register(registry, 'p', proto, { schemaType: 'PROTOBUF' })
})
afterAll(() => registry.close())

const get = async (path: string): Promise<unknown> => (await ask('GET', path)).body

describe('A version', () => {
  it('is found by number, as latest and as -1', async () => {
    const path = versionsPath('orders-value')
    const second = await get(`${path}/2`)
    expect(second).toMatchObject({ subject: 'orders-value', version: 2, id: ids['orders-value 2'] })
    expect(Date.now() - (second as { ts: number }).ts).toBeLessThan(60_000)
    for (const latest of ['latest', '-1']) expect(await get(`${path}/${latest}`)).toEqual(second)
    expect((await ask('GET', `${path}/2/schema`)).text).toBe((second as { schema: string }).schema)
  })

  it('that is not there answers 40402, of an unknown subject 40401, a bad number 42202', async () => {
    expect(codeOf(await ask('GET', `${versionsPath('payments')}/7`))).toBe('404 40402')
    expect((await ask('GET', `${versionsPath('payments')}/7`)).body).toMatchObject({
      message: 'Version 7 not found.',
    })
    expect(codeOf(await ask('GET', `${versionsPath('nobody')}/1`))).toBe('404 40401')
    expect((await ask('GET', versionsPath('nobody'))).body).toEqual({
      error_code: 40401,
      message: "Subject 'nobody' not found.",
    })
    for (const bad of ['0', '-2', 'earliest', '99999999999'])
      expect(codeOf(await ask('GET', `${versionsPath('payments')}/${bad}`))).toBe('422 42202')
  })
})

describe('A schema by its id', () => {
  it('is answered with its GUID, by which it is found too', async () => {
    const byId = (await get(`/schemas/ids/${ids.payments}`)) as { guid: string; schema: string }
    expect(byId.schema).toBe(record('payments'))
    expect(await get(`/schemas/guids/${byId.guid}`)).toMatchObject({ schema: byId.schema })
    expect(await get(`/schemas/guids/${byId.guid}/ids`)).toEqual([{ context: '.', id: ids.payments }])
    expect(codeOf(await ask('GET', `/schemas/guids/${crypto.randomUUID()}`))).toBe('404 40403')
    expect(codeOf(await ask('GET', '/schemas/guids/nonsense'))).toBe('404 40403')
  })

  it('that is unknown answers 40403, whatever number it is', async () => {
    const unknown = await ask('GET', '/schemas/ids/999')
    expect(codeOf(unknown)).toBe('404 40403')
    expect(unknown.body).toMatchObject({ message: 'Schema 999 not found' })
    for (const id of ['0', '2147483648']) expect((await ask('GET', `/schemas/ids/${id}`)).status).toBe(404)
    expect(codeOf(await ask('GET', '/schemas/ids/nine'))).toBe('404 404')
  })

  it('of another context is found with the subject, the path or by itself', async () => {
    const id = ids[':.lab:tests']
    const wanted = { schema: record('__lab_tests') }
    expect(await get(`/schemas/ids/${id}?subject=${encodeURIComponent(':.lab:')}`)).toMatchObject(wanted)
    expect(await get(`/contexts/lab/schemas/ids/${id}`)).toMatchObject(wanted)
    expect((await ask('GET', `/contexts/other/schemas/ids/${id}`)).status).toBe(404)
  })

  it('is handed out serialized, without extensions, and with the highest id', async () => {
    const serialized = (await get(`/schemas/ids/${ids.proto}?format=serialized`)) as { schema: string }
    expect(Buffer.from(serialized.schema, 'base64').toString('latin1')).toContain('proto3')
    expect(await get(`/schemas/ids/${ids.proto}?format=ignore_extensions`)).toMatchObject({ schema: proto })
    expect(await get(`/schemas/ids/${ids.proto}?format=resolved`)).toMatchObject({ schema: proto })
    expect(await get(`/schemas/ids/${ids.payments}?fetchMaxId=true`)).toMatchObject({ maxId: ids.proto })
    expect(await get(`/schemas/ids/${ids.payments}`)).not.toHaveProperty('maxId')
  })

  it('names its subjects and versions', async () => {
    expect(await get(`/schemas/ids/${ids.payments}/subjects`)).toEqual(['payments'])
    expect(await get(`/schemas/ids/${ids['orders-value 2']}/versions`)).toEqual([
      { subject: 'orders-value', version: 2 },
    ])
    expect(await get(`/schemas/ids/${ids.payments}/versions?subject=orders-key`)).toEqual([])
    expect(await get(`/schemas/ids/${ids.payments}/subjects?offset=1`)).toEqual([])
    expect(codeOf(await ask('GET', '/schemas/ids/999/subjects'))).toBe('404 40403')
  })
})

describe('Lists', () => {
  it('of subjects hold every context unless a prefix says which', async () => {
    const all = ['orders-key', 'orders-value', 'p', 'payments', ':.lab:orders-value', ':.lab:tests']
    expect(await get('/subjects')).toEqual(all)
    expect(await get('/subjects?subjectPrefix=')).toEqual(all.slice(0, 4))
    expect(await get('/subjects?subjectPrefix=orders')).toEqual(all.slice(0, 2))
    expect(await get(`/subjects?subjectPrefix=${encodeURIComponent(':*:orders')}`)).toEqual([
      'orders-key',
      'orders-value',
      ':.lab:orders-value',
    ])
    expect(await get(`/subjects?subjectPrefix=${encodeURIComponent(':.lab:o')}`)).toEqual([
      ':.lab:orders-value',
    ])
    expect(await get('/contexts/lab/subjects')).toEqual(all.slice(4))
    expect(await get('/subjects?offset=1&limit=2')).toEqual(all.slice(1, 3))
  })

  it('of schemas hold versions, the latest of each only when asked so', async () => {
    const subjects = async (query: string): Promise<string[]> =>
      ((await get(`/schemas?${query}`)) as { subject: string; version: number }[]).map(
        ({ subject, version }) => `${subject} ${version}`,
      )
    expect(await subjects('subjectPrefix=orders')).toEqual([
      'orders-key 1',
      'orders-value 1',
      'orders-value 2',
    ])
    expect(await subjects('subjectPrefix=orders&latestOnly=true')).toEqual(['orders-key 1', 'orders-value 2'])
    expect(await subjects('subjectPrefix=orders&offset=1&limit=1')).toEqual(['orders-value 1'])
    expect(await subjects('ruleType=CEL')).toEqual([])
  })

  it('of versions and contexts are paged', async () => {
    expect(await get(`${versionsPath('orders-value')}?offset=1`)).toEqual([2])
    expect(await get('/contexts')).toEqual(['.', '.lab'])
    expect(await get('/contexts?offset=1&limit=5')).toEqual(['.lab'])
    expect(await get('/schemas/types')).toEqual(['JSON', 'PROTOBUF', 'AVRO'])
  })
})

describe('Contexts', () => {
  it('give ids of their own, and are deleted once they are empty (42211)', async () => {
    await register(registry, ':.short:a', record('a'))
    expect((await get('/contexts/short/subjects/a/versions/1')) as object).toMatchObject({
      subject: ':.short:a',
      id: ids['orders-key'],
    })
    expect(codeOf(await ask('DELETE', '/contexts/short'))).toBe('422 42211')
    await ask('DELETE', '/contexts/short/subjects/a')
    await ask('DELETE', '/contexts/short/subjects/a?permanent=true')
    expect((await ask('DELETE', '/contexts/short')).status).toBe(204)
    expect(await get('/contexts')).toEqual(['.', '.lab'])
  })
})

describe('Names', () => {
  it('may hold slashes, spaces and any letters', async () => {
    for (const name of ['pkg/sub/a.proto', 'größe 100%', 'a?b#c', '*']) {
      await register(registry, name, record('a'))
      expect((await get(versionsPath(name))) as number[]).toEqual([1])
    }
  })

  it('that no subject can have are refused with 42208', async () => {
    for (const name of ['\u0000', 'a\nb', ' ', '__GLOBAL', ':.lab:', 'x'.repeat(2000), ':.b@d:a'])
      expect(codeOf(await ask('POST', versionsPath(name), { schema: '"string"' }))).toBe('422 42208')
  })
})
