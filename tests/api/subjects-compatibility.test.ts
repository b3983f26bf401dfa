import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, openRegistry, record, register, versionsPath, type Registry } from '@/tests/support/subjects'

let registry: Registry
let ask: Registry['ask']
beforeAll(async () => {
  registry = await openRegistry()
  ask = registry.ask
})
afterAll(() => registry.close())

const check = (subject: string, version: string | null, body: object, query = '') =>
  ask('POST', `/compatibility${versionsPath(subject)}${version === null ? '' : `/${version}`}${query}`, body)
const setLevel = (subject: string, compatibility: string) =>
  ask('PUT', `/config/${subject}`, { compatibility })

describe('The compatibility check', () => {
  it('answers a bare verdict, with verbose the messages too', async () => {
    await register(registry, 'c', record('a'))
    const good = { schema: record('a', 'b?') }
    const bad = { schema: record('a', 'b') }
    expect((await check('c', 'latest', good)).body).toEqual({ is_compatible: true })
    expect((await check('c', 'latest', bad)).body).toEqual({ is_compatible: false })
    expect((await check('c', '1', good, '?verbose=true')).body).toEqual({ is_compatible: true, messages: [] })
    const verbose = await check('c', 'latest', bad, '?verbose=true')
    const { messages } = verbose.body as { messages: string[] }
    expect(messages[0]).toContain("errorType:'READER_FIELD_MISSING_DEFAULT_VALUE'")
    expect(messages.slice(1)).toEqual([
      '{oldSchemaVersion: 1}',
      `{oldSchema: '${record('a')}'}`,
      "{validateFields: 'false', compatibility: 'BACKWARD'}",
    ])
    expect((await ask('GET', versionsPath('c'))).body).toEqual([1])
  })

  it('of an unknown subject passes for the latest and for all, and is 40402 for a number', async () => {
    const body = { schema: record('a') }
    expect((await check('nobody', 'latest', body)).body).toEqual({ is_compatible: true })
    expect((await check('nobody', null, body)).body).toEqual({ is_compatible: true })
    expect(codeOf(await check('nobody', '1', body))).toBe('404 40402')
    expect(codeOf(await check('nobody', '0', body))).toBe('422 42202')
  })

  it('takes an invalid schema for an error, with verbose for a reason', async () => {
    await register(registry, 'i', record('a'))
    expect(codeOf(await check('i', 'latest', { schema: '{' }))).toBe('422 42201')
    const verbose = await check('i', 'latest', { schema: '{"type":"record"}' }, '?verbose=true')
    expect(verbose.body).toMatchObject({ is_compatible: false })
    expect((verbose.body as { messages: string[] }).messages).toHaveLength(1)
  })

  it('with a number compares that version only, without one as far back as the level does', async () => {
    await setLevel('t', 'NONE')
    await register(registry, 't', record('a'))
    await register(registry, 't', record('b'))
    await setLevel('t', 'BACKWARD_TRANSITIVE')
    const body = { schema: record('b') }
    expect((await check('t', '2', body)).body).toEqual({ is_compatible: true })
    expect((await check('t', '1', body)).body).toEqual({ is_compatible: false })
    expect((await check('t', null, body)).body).toEqual({ is_compatible: false })
    await setLevel('t', 'BACKWARD')
    expect((await check('t', null, body)).body).toEqual({ is_compatible: true })
  })
})

describe('Each level', () => {
  const added = record('a', 'new?')
  const addedBare = record('a', 'new')
  const removedBare = record()
  it.each([
    ['NONE', { added: true, addedBare: true, removedBare: true }],
    ['BACKWARD', { added: true, addedBare: false, removedBare: true }],
    ['FORWARD', { added: true, addedBare: true, removedBare: false }],
    ['FULL', { added: true, addedBare: false, removedBare: false }],
  ])('%s decides over added and removed fields, for one version and for all', async (level, expected) => {
    for (const suffix of level === 'NONE' ? [''] : ['', '_TRANSITIVE']) {
      const name = `level-${level}${suffix}`
      await register(registry, name, record('a'))
      await setLevel(name, `${level}${suffix}`.toLowerCase())
      const verdict = async (schema: string): Promise<boolean> =>
        ((await check(name, null, { schema })).body as { is_compatible: boolean }).is_compatible
      expect({
        added: await verdict(added),
        addedBare: await verdict(addedBare),
        removedBare: await verdict(removedBare),
      }).toEqual(expected)
    }
  })

  it('holds from the registry, its context and the subject, the nearest first', async () => {
    await register(registry, ':.lab:s', record('a'))
    const clash = { schema: record('a', 'b') }
    const passes = async (): Promise<unknown> => (await check(':.lab:s', 'latest', clash)).body
    expect(await passes()).toEqual({ is_compatible: false })
    await ask('PUT', '/config', { compatibility: 'NONE' })
    expect(await passes()).toEqual({ is_compatible: true })
    await ask('PUT', '/contexts/lab/config', { compatibility: 'BACKWARD' })
    expect(await passes()).toEqual({ is_compatible: false })
    await setLevel(encodeURIComponent(':.lab:s'), 'FORWARD')
    expect(await passes()).toEqual({ is_compatible: true })
    await ask('DELETE', '/config')
  })

  it('takes JSON Schema strictly or leniently as the settings say', async () => {
    const json = (...names: string[]): object => ({
      schemaType: 'JSON',
      schema: JSON.stringify({
        type: 'object',
        properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
      }),
    })
    await ask('POST', versionsPath('j'), json('a'))
    expect((await check('j', 'latest', json('a', 'b'))).body).toEqual({ is_compatible: false })
    await ask('PUT', '/config/j', { compatibilityPolicy: 'LENIENT' })
    expect((await check('j', 'latest', json('a', 'b'))).body).toEqual({ is_compatible: true })
  })
})
