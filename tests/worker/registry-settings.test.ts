// Config and mode over HTTP: of the registry, of a context, of a subject.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { disconnectDb } from '@/lib/db'
import { makeOrganization } from '@/tests/support/factories'
import {
  asking,
  makeRegistryKey,
  startGateway,
  type AskRegistry,
  type RunningGateway,
} from '@/tests/support/registry-gateway'

let gateway: RunningGateway
let ask: AskRegistry

beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(async () => {
  await gateway.close()
  await disconnectDb()
})
beforeEach(async () => {
  ask = asking(gateway.url, await makeRegistryKey(await makeOrganization()))
})

const schema = { schema: '"string"' }
const register = (subject: string, more: object = {}) =>
  ask('POST', `/subjects/${subject}/versions`, { ...schema, ...more })

describe('compatibility', () => {
  test('is BACKWARD until the registry says otherwise, and takes names in any case', async () => {
    expect((await ask('GET', '/config')).body).toEqual({ compatibilityLevel: 'BACKWARD' })
    expect(await ask('PUT', '/config', { compatibility: 'full' })).toMatchObject({
      status: 200,
      body: { compatibility: 'full' },
    })
    expect((await ask('GET', '/config')).body).toEqual({ compatibilityLevel: 'FULL' })
    expect((await ask('DELETE', '/config')).body).toEqual({ compatibilityLevel: 'FULL' })
    expect((await ask('GET', '/config')).body).toEqual({ compatibilityLevel: 'BACKWARD' })
  })

  test('of a subject is set before it exists, read by itself or in force, and taken back once', async () => {
    expect(await ask('GET', '/config/orders')).toMatchObject({
      status: 404,
      body: {
        error_code: 40408,
        message: "Subject 'orders' does not have subject-level compatibility configured",
      },
    })
    expect((await ask('GET', '/config/orders?defaultToGlobal=True')).body).toEqual({
      compatibilityLevel: 'BACKWARD',
    })
    await ask('PUT', '/config/orders', { compatibility: 'NONE' })
    expect((await ask('GET', '/config/orders')).body).toEqual({ compatibilityLevel: 'NONE' })
    expect((await ask('DELETE', '/config/orders')).body).toEqual({ compatibilityLevel: 'NONE' })
    expect(await ask('DELETE', '/config/orders')).toMatchObject({ status: 404, body: { error_code: 40401 } })
  })

  test('of a context is in force for its subjects and for no others', async () => {
    await ask('PUT', '/config', { compatibility: 'FORWARD' })
    await ask('PUT', '/config/:.lab:', { compatibility: 'NONE' })
    const inForce = async (path: string) => (await ask('GET', `${path}?defaultToGlobal=true`)).body
    expect(await inForce('/config/:.lab:orders')).toEqual({ compatibilityLevel: 'NONE' })
    expect(await inForce('/contexts/.lab/config/orders')).toEqual({ compatibilityLevel: 'NONE' })
    expect(await inForce('/contexts/lab/config')).toEqual({ compatibilityLevel: 'NONE' })
    expect(await inForce('/config/orders')).toEqual({ compatibilityLevel: 'FORWARD' })
    expect(await inForce('/config/:.other:orders')).toEqual({ compatibilityLevel: 'FORWARD' })
  })

  test.each([{ compatibility: 'SIDEWAYS' }, { compatibility: '' }, { compatibilityPolicy: 'HARSH' }])(
    'refuses %j with 42203',
    async (body) => {
      expect(await ask('PUT', '/config', body)).toMatchObject({ status: 422, body: { error_code: 42203 } })
      expect(await ask('PUT', '/config/orders', body)).toMatchObject({ status: 422 })
    },
  )

  test('other fields are kept beside it, come back only when set, and null takes one back', async () => {
    const given = {
      compatibility: 'FULL',
      normalize: true,
      validateFields: true,
      compatibilityGroup: 'major',
      compatibilityPolicy: 'LENIENT',
      defaultMetadata: { properties: { owner: 'ada' } },
      overrideRuleSet: { domainRules: [{ name: 'positive', kind: 'CONDITION', type: 'CEL', expr: 'true' }] },
    }
    expect((await ask('PUT', '/config/orders', given)).body).toEqual(given)
    const { compatibility, ...others } = given
    expect((await ask('GET', '/config/orders')).body).toEqual({
      compatibilityLevel: compatibility,
      ...others,
    })
    await ask('PUT', '/config/orders', { normalize: null, compatibilityGroup: 'minor' })
    const { normalize: _taken, ...kept } = others
    expect((await ask('GET', '/config/orders')).body).toEqual({
      compatibilityLevel: 'FULL',
      ...kept,
      compatibilityGroup: 'minor',
    })
  })

  test('what is changed at the same time by twenty is all there', async () => {
    const fields = ['normalize', 'validateFields', 'validateRules'] as const
    const answers = await Promise.all(
      Array.from({ length: 21 }, (_, index) =>
        ask('PUT', '/config/orders', { [fields[index % 3] ?? 'normalize']: true }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect((await ask('GET', '/config/orders')).body).toEqual({
      normalize: true,
      validateFields: true,
      validateRules: true,
    })
  })
})

describe('mode', () => {
  test('is READWRITE until set; a subject has its own, which can be taken back once', async () => {
    expect((await ask('GET', '/mode')).body).toEqual({ mode: 'READWRITE' })
    expect(await ask('GET', '/mode/orders')).toMatchObject({ status: 404, body: { error_code: 40409 } })
    expect((await ask('PUT', '/mode/orders', { mode: 'READONLY' })).body).toEqual({ mode: 'READONLY' })
    expect((await ask('GET', '/mode/orders')).body).toEqual({ mode: 'READONLY' })
    expect((await ask('GET', '/mode/others?defaultToGlobal=true')).body).toEqual({ mode: 'READWRITE' })
    expect((await ask('DELETE', '/mode/orders')).body).toEqual({ mode: 'READONLY' })
    expect(await ask('DELETE', '/mode/orders')).toMatchObject({ status: 404, body: { error_code: 40401 } })
  })

  test('READONLY refuses schemas and settings with 42205', async () => {
    await ask('PUT', '/mode/orders', { mode: 'READONLY' })
    for (const answer of [
      await register('orders'),
      await ask('PUT', '/config/orders', { compatibility: 'NONE' }),
    ])
      expect(answer).toMatchObject({ status: 422, body: { error_code: 42205 } })
    expect((await register('others')).status).toBe(200)
  })

  test('READONLY_OVERRIDE of the registry wins over what subjects have', async () => {
    await ask('PUT', '/mode/orders', { mode: 'READWRITE' })
    await ask('PUT', '/mode', { mode: 'READONLY' })
    expect((await register('orders')).status).toBe(200)
    await ask('PUT', '/mode', { mode: 'READONLY_OVERRIDE' })
    expect(await register('orders', { schema: '"long"' })).toMatchObject({ body: { error_code: 42205 } })
  })

  test('IMPORT needs emptiness, or force; ids and versions are kept in it', async () => {
    await register('orders')
    expect(await ask('PUT', '/mode/orders', { mode: 'IMPORT' })).toMatchObject({
      status: 422,
      body: { error_code: 42205 },
    })
    expect((await ask('PUT', '/mode/payments', { mode: 'IMPORT' })).status).toBe(200)
    expect(await register('payments', { schema: '"int"', id: 4711, version: 7 })).toMatchObject({
      status: 200,
      body: { id: 4711 },
    })
    expect((await ask('GET', '/subjects/payments/versions')).body).toEqual([7])
    expect((await ask('PUT', '/mode/orders?force=True', { mode: 'IMPORT' })).status).toBe(200)
  })

  test.each([
    ['orders', 'FORWARD'],
    ['orders', 'SLEEPING'],
    ['', 'SLEEPING'],
  ])('refuses for "%s" the mode %s with 42204', async (subject, mode) => {
    const path = subject === '' ? '/mode' : `/mode/${subject}`
    expect(await ask('PUT', path, { mode })).toMatchObject({ status: 422, body: { error_code: 42204 } })
  })
})
