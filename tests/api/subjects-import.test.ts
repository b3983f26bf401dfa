import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, openRegistry, record, register, versionsPath, type Registry } from '@/tests/support/subjects'

let registry: Registry
let ask: Registry['ask']
beforeAll(async () => {
  registry = await openRegistry()
  ask = registry.ask
})
afterAll(() => registry.close())

const post = (subject: string, body: object) => ask('POST', versionsPath(subject), body)
const setMode = async (subject: string, mode: string): Promise<void> => {
  expect((await ask('PUT', `/mode/${encodeURIComponent(subject)}`, { mode })).status).toBe(200)
}

describe('In mode IMPORT', () => {
  it('id and version are kept, in any order and without comparing', async () => {
    await setMode('kept', 'IMPORT')
    const second = await post('kept', { schema: record('z'), id: 512, version: 7 })
    expect(second.body).toMatchObject({ id: 512, version: 7 })
    expect((await post('kept', { schema: record('a'), id: 511, version: 3 })).body).toMatchObject({
      version: 3,
    })
    expect((await ask('GET', versionsPath('kept'))).body).toEqual([3, 7])
    expect((await post('kept', { schema: record('z'), id: 512, version: 7 })).body).toEqual(second.body)
  })

  it('is followed by ids and versions above those that were imported', async () => {
    await setMode('after', 'IMPORT')
    await post('after', { schema: record('later'), id: 700_000, version: 4 })
    await setMode('after', 'READWRITE')
    const next = await post('after', { schema: record('later', 'b?') })
    expect(next.body).toMatchObject({ version: 5, id: 700_001 })
  })

  it('refuses an id that another schema has (42205), and another id for a schema that has one (42207)', async () => {
    await setMode('ids', 'IMPORT')
    await post('ids', { schema: record('first'), id: 800, version: 1 })
    expect(codeOf(await post('ids', { schema: record('other'), id: 800, version: 2 }))).toBe('422 42205')
    const twice = await post('ids', { schema: record('first'), id: 801, version: 2 })
    expect(codeOf(twice)).toBe('422 42207')
    expect(twice.text).toContain('Schema already registered with id 800 instead of input id 801')
  })

  it('refuses a version that has another schema, and a schema without an id', async () => {
    await setMode('taken', 'IMPORT')
    await post('taken', { schema: record('t1'), id: 900, version: 1 })
    expect(codeOf(await post('taken', { schema: record('t2'), id: 901, version: 1 }))).toBe('422 42205')
    expect(codeOf(await post('taken', { schema: record('t3') }))).toBe('422 42205')
  })

  it('brings a version back that was deleted softly', async () => {
    await setMode('undone', 'IMPORT')
    const made = await post('undone', { schema: record('u'), id: 950, version: 2 })
    await ask('DELETE', `${versionsPath('undone')}/2`)
    expect((await post('undone', { schema: record('u'), id: 950, version: 2 })).body).toEqual(made.body)
    expect((await ask('GET', versionsPath('undone'))).body).toEqual([2])
  })

  it('of a context holds for its subjects', async () => {
    await setMode(':.copy:', 'IMPORT')
    expect((await post(':.copy:a', { schema: record('a'), id: 5, version: 2 })).body).toMatchObject({
      id: 5,
      version: 2,
    })
    expect(codeOf(await post('plain', { schema: record('a'), id: 6 }))).toBe('422 42205')
  })
})

describe('In mode READONLY', () => {
  it('nothing new is registered (42205), what is there is answered', async () => {
    const id = await register(registry, 'still', record('s'))
    await setMode('still', 'READONLY')
    const refused = await post('still', { schema: record('s', 'b?') })
    expect(codeOf(refused)).toBe('422 42205')
    expect(refused.text).toContain('read-only')
    expect(await register(registry, 'still', record('s'))).toBe(id)
    await setMode('still', 'READWRITE')
    expect((await post('still', { schema: record('s', 'b?') })).status).toBe(200)
  })

  it('of the registry, READONLY_OVERRIDE wins over what a subject says', async () => {
    await setMode('own', 'READWRITE')
    expect((await ask('PUT', '/mode', { mode: 'READONLY' })).status).toBe(200)
    expect((await post('own', { schema: record('o') })).status).toBe(200)
    expect((await ask('PUT', '/mode', { mode: 'READONLY_OVERRIDE' })).status).toBe(200)
    expect(codeOf(await post('own', { schema: record('o', 'b?') }))).toBe('422 42205')
    expect((await ask('PUT', '/mode', { mode: 'READWRITE' })).status).toBe(200)
  })
})
