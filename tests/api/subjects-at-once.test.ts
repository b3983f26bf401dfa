// Many clients at once, and other processes beside this one: the tables are changed under the verbs' feet by verbs themselves.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { deleteEnvironment } from '@/lib/environments/delete'
import { codeOf, openRegistry, record, register, versionsPath, type Registry } from '@/tests/support/subjects'

let registry: Registry
let ask: Registry['ask']
beforeAll(async () => {
  registry = await openRegistry()
  ask = registry.ask
})
afterAll(() => registry.close())

const fifty = Array.from({ length: 50 }, (_, index) => index)

describe('At once', () => {
  it('50 clients that register one schema get one id and one version, and no error', async () => {
    const answers = await Promise.all(
      fifty.map(() => ask('POST', versionsPath('same'), { schema: record('same') })),
    )
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(200)
    expect((await ask('GET', versionsPath('same'))).body).toEqual([1])
  })

  it('50 subjects that get one schema get one id, and no id is lost', async () => {
    const before = await register(registry, 'before', record('before'))
    const ids = await Promise.all(
      fifty.map((index) => register(registry, `shared-${index}`, record('shared'))),
    )
    expect(new Set(ids)).toEqual(new Set([before + 1]))
    expect(await register(registry, 'after', record('after'))).toBe(before + 2)
  })

  it('50 schemas under 50 subjects get 50 ids without a gap', async () => {
    const ids = await Promise.all(
      fifty.map((index) => register(registry, `own-${index}`, record(`own_${index}`))),
    )
    const sorted = [...ids].sort((a, b) => a - b)
    expect(sorted).toEqual(sorted.map((_, index) => (sorted[0] ?? 0) + index))
  })

  it('50 schemas under one subject get 50 versions, each its own', async () => {
    await ask('PUT', '/config/many', { compatibility: 'NONE' })
    const answers = await Promise.all(
      fifty.map((index) => ask('POST', versionsPath('many'), { schema: record(`many_${index}`) })),
    )
    const versions = answers.map(({ body }) => (body as { version: number }).version)
    expect([...versions].sort((a, b) => a - b)).toEqual(fifty.map((index) => index + 1))
  })

  it('of two that clash with each other one is refused', async () => {
    await register(registry, 'clash', record('a'))
    await ask('PUT', '/config/clash', { compatibility: 'FULL_TRANSITIVE' })
    const answers = await Promise.all(
      ['"string"', '"int"'].map((type) =>
        ask('POST', versionsPath('clash'), {
          schema: `{"type":"record","name":"R","fields":[{"name":"a","type":"string"},{"name":"b","type":["null",${type}],"default":null}]}`,
        }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('a schema is registered or what it refers to is deleted, never both', async () => {
    const address = '{"type":"record","name":"Address","fields":[{"name":"city","type":"string"}]}'
    const person = '{"type":"record","name":"Person","fields":[{"name":"home","type":"Address"}]}'
    for (const index of fifty.slice(0, 10)) {
      const name = `target-${index}`
      await register(registry, name, address)
      const references = [{ name: 'Address', subject: name, version: 1 }]
      const [made, gone] = await Promise.all([
        ask('POST', versionsPath(`referring-${index}`), { schema: person, references }),
        ask('DELETE', `/subjects/${name}`),
      ])
      expect(['200 undefined 422 42206', '422 42201 200 undefined']).toContain(
        `${codeOf(made)} ${codeOf(gone)}`,
      )
    }
  })

  it('a schema that is deleted for good is registered anew by somebody else without harm', async () => {
    for (const index of fifty.slice(0, 10)) {
      const schema = record(`phoenix_${index}`)
      await register(registry, `old-${index}`, schema)
      await ask('DELETE', `/subjects/old-${index}`)
      const [gone, id] = await Promise.all([
        ask('DELETE', `/subjects/old-${index}?permanent=true`),
        register(registry, `new-${index}`, schema),
      ])
      expect(gone.status).toBe(200)
      expect((await ask('GET', `${versionsPath(`new-${index}`)}/1`)).body).toMatchObject({ id, schema })
    }
  })
})

describe('Deleting an environment', () => {
  it('takes the schemas of its registry with it', async () => {
    const other = await openRegistry()
    await register(other, 'a', record('a'))
    await deleteEnvironment(other.organization.ctx, other.organization.environmentId)
    expect(await db.schema.count({ where: { registryId: other.place.id } })).toBe(0)
    await other.close()
  })
})
