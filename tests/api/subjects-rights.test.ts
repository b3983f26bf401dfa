// Who may do what with which subjects, by role and by the pattern that the role is bound to.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { environmentCrn } from '@/lib/crn'
import type { AskRegistry } from '@/tests/support/registry-gateway'
import { codeOf, openRegistry, record, register, versionsPath, type Registry } from '@/tests/support/subjects'

let registry: Registry
const ids: Record<string, number> = {}
beforeAll(async () => {
  registry = await openRegistry()
  for (const name of ['orders-value', 'orders-key', 'payments', ':.lab:orders-value'])
    ids[name] = await register(registry, name, record(name.replace(/\W/g, '_')))
})
afterAll(() => registry.close())

const onSubject = (pattern: string): string => `${registry.crn}/subject=${encodeURIComponent(pattern)}`
const onPrefix = (prefix: string): string => `${registry.crn}/subject=${prefix}*`
const next = (): object => ({ schema: record('x', `n${crypto.randomUUID().slice(0, 6)}?`) })

/** What each kind of request on a subject answers. */
async function verdicts(ask: AskRegistry, subject: string): Promise<Record<string, number>> {
  const path = versionsPath(subject)
  const status = async (...request: Parameters<AskRegistry>): Promise<number> =>
    (await ask(...request)).status
  return {
    read: await status('GET', `${path}/latest`),
    lookUp: await status('POST', `/subjects/${subject}`, { schema: record(subject.replace(/\W/g, '_')) }),
    check: await status('POST', `/compatibility${path}/latest`, next()),
    write: await status('POST', path, { schema: '' }),
    delete: await status('DELETE', `${path}/1?permanent=true`),
  }
}
const none = { read: 403, lookUp: 403, check: 403, write: 403, delete: 403 }
const reads = { read: 200, lookUp: 200, check: 200 }
// 404 is 40407: the right was there, the soft deletion before was not.
const everything = { ...reads, write: 200, delete: 404 }

describe('A role on named subjects', () => {
  it.each([
    ['DeveloperRead', { ...reads, write: 403, delete: 403 }],
    ['DeveloperWrite', { ...reads, write: 200, delete: 403 }],
    ['DeveloperManage', { ...reads, write: 403, delete: 404 }],
    ['ResourceOwner', everything],
  ])('%s reaches these and no others, by name and by prefix', async (role, expected) => {
    const literal = await registry.askAs(role, onSubject('orders-value'))
    expect(await verdicts(literal, 'orders-value')).toEqual(expected)
    expect(await verdicts(literal, 'orders-key')).toEqual(none)
    const prefix = await registry.askAs(role, onPrefix('orders-'))
    expect(await verdicts(prefix, 'orders-key')).toEqual(expected)
    expect(await verdicts(prefix, 'payments')).toEqual(none)
  })

  it('in another context is a role on its qualified name', async () => {
    const plain = await registry.askAs('DeveloperRead', onSubject('orders-value'))
    const path = '/contexts/lab/subjects/orders-value/versions/1'
    expect((await plain('GET', path)).status).toBe(403)
    const qualified = await registry.askAs('DeveloperRead', onSubject(':.lab:orders-value'))
    expect((await qualified('GET', path)).status).toBe(200)
  })
})

describe('A role on the environment', () => {
  it.each([
    ['DataDiscovery', { ...reads, write: 403, delete: 403 }],
    ['DataSteward', everything],
    ['EnvironmentAdmin', everything],
    ['Operator', none],
  ])('%s is as wide as it says', async (role, expected) => {
    const { id, environmentId } = registry.organization
    const ask = await registry.askAs(role, environmentCrn(id, environmentId))
    expect(await verdicts(ask, 'payments')).toEqual(expected)
  })
})

describe('What one may not read', () => {
  it('is left out of lists', async () => {
    const ask = await registry.askAs('DeveloperRead', onPrefix('orders-'))
    expect((await ask('GET', '/subjects')).body).toEqual(['orders-key', 'orders-value'])
    expect((await ask('GET', '/subjects?offset=1&limit=1')).body).toEqual(['orders-value'])
    const schemas = (await ask('GET', '/schemas')).body as { subject: string }[]
    expect(new Set(schemas.map(({ subject }) => subject))).toEqual(new Set(['orders-key', 'orders-value']))
    expect((await ask('GET', '/contexts')).body).toEqual(['.'])
  })

  it('is an unknown id, whether it was read by others before or not', async () => {
    const ask = await registry.askAs('DeveloperRead', onSubject('orders-value'))
    expect((await ask('GET', `/schemas/ids/${ids['orders-value']}`)).status).toBe(200)
    await registry.ask('GET', `/schemas/ids/${ids.payments}`)
    for (const path of ['', '/schema', '/subjects', '/versions'])
      expect(codeOf(await ask('GET', `/schemas/ids/${ids.payments}${path}`))).toBe('404 40403')
    const { guid } = (await registry.ask('GET', `/schemas/ids/${ids.payments}`)).body as { guid: string }
    expect((await ask('GET', `/schemas/guids/${guid}`)).status).toBe(404)
  })

  it('answers the same as what is not there', async () => {
    const ask = await registry.askAs('DeveloperRead', onSubject('orders-value'))
    const [hidden, missing] = await Promise.all(
      ['payments', 'paymentz'].map((name) => ask('GET', `${versionsPath(name)}/9`)),
    )
    expect([hidden?.status, missing?.status]).toEqual([403, 403])
    expect(hidden?.text.replace('payments', '')).toBe(missing?.text.replace('paymentz', ''))
  })

  it('names no subject that shares a schema with one that one may read', async () => {
    await register(registry, 'secret', record('orders_value'))
    const ask = await registry.askAs('DeveloperRead', onSubject('orders-value'))
    expect((await ask('GET', `/schemas/ids/${ids['orders-value']}/subjects`)).body).toEqual(['orders-value'])
  })

  it('is not reached through an alias', async () => {
    await registry.ask('PUT', '/config/orders-alias', { alias: 'payments' })
    const ask = await registry.askAs('DeveloperRead', onPrefix('orders-'))
    expect((await ask('GET', `${versionsPath('orders-alias')}/latest`)).status).toBe(403)
  })
})
