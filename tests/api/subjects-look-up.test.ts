import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf, openRegistry, record, register, versionsPath, type Registry } from '@/tests/support/subjects'

let registry: Registry
let ask: Registry['ask']
beforeAll(async () => {
  registry = await openRegistry()
  ask = registry.ask
})
afterAll(() => registry.close())

describe('Looking a schema up', () => {
  it('answers the version that has it, an unknown one 40403, an unknown subject 40401', async () => {
    const id = await register(registry, 'orders', record('a'))
    await register(registry, 'orders', record('a', 'b?'))
    const found = await ask('POST', '/subjects/orders', { schema: record('a') })
    expect(found.body).toMatchObject({ subject: 'orders', version: 1, id, schema: record('a') })
    const missing = await ask('POST', '/subjects/orders', { schema: record('z') })
    expect(missing.status).toBe(404)
    expect(missing.body).toEqual({ error_code: 40403, message: 'Schema not found' })
    expect(codeOf(await ask('POST', '/subjects/nobody', { schema: record('a') }))).toBe('404 40401')
    expect(codeOf(await ask('POST', '/subjects/orders', { schema: '{' }))).toBe('422 42201')
  })

  it('sees deleted versions only when asked to', async () => {
    await register(registry, 'gone', record('a'))
    await register(registry, 'gone', record('a', 'b?'))
    await ask('DELETE', `${versionsPath('gone')}/1`)
    expect(codeOf(await ask('POST', '/subjects/gone', { schema: record('a') }))).toBe('404 40403')
    const found = await ask('POST', '/subjects/gone?deleted=true', { schema: record('a') })
    expect(found.body).toMatchObject({ version: 1, deleted: true })
    await ask('DELETE', '/subjects/gone')
    expect(codeOf(await ask('POST', '/subjects/gone', { schema: record('a') }))).toBe('404 40401')
  })

  it('without metadata finds the schema whatever its metadata are; with some only that one', async () => {
    const metadata = { properties: { owner: 'team' } }
    await register(registry, 'owned', record('a'), { metadata })
    const plain = await ask('POST', '/subjects/owned', { schema: record('a') })
    expect(plain.body).toMatchObject({ version: 1, metadata })
    expect((await ask('POST', '/subjects/owned', { schema: record('a'), metadata })).status).toBe(200)
    const other = { schema: record('a'), metadata: { properties: { owner: 'others' } } }
    expect(codeOf(await ask('POST', '/subjects/owned', other))).toBe('404 40403')
  })

  it('normalizes when asked to', async () => {
    const path = `${versionsPath('norm')}?normalize=true`
    await ask('POST', path, { schema: '{"type":"object","title":"t"}', schemaType: 'JSON' })
    const turned = { schema: '{"title":"t","type":"object"}', schemaType: 'JSON' }
    expect((await ask('POST', '/subjects/norm?normalize=true', turned)).status).toBe(200)
  })
})

describe('An alias', () => {
  it('is read as the subject that it stands for', async () => {
    await register(registry, 'real', record('a'))
    await ask('PUT', '/config/nick', { alias: 'real' })
    expect((await ask('GET', `${versionsPath('nick')}/latest`)).body).toMatchObject({
      subject: 'real',
      version: 1,
    })
    expect((await ask('GET', versionsPath('nick'))).body).toEqual([1])
    expect((await ask('POST', '/subjects/nick', { schema: record('a') })).status).toBe(200)
  })
})
