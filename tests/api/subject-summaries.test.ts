// What the console's list says of subjects, page by page, for our own registry and for an attached one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET } from '@/app/api/console/schema-registries/[registryId]/subject-summaries/route'
import { readAttachedPage } from '@/lib/subjects/attached-summary'
import { summaryQuery, type SubjectSummaryList } from '@/lib/subjects/summary-schema'
import { call, makeOrganization } from '../support/factories'
import { makeMember } from '../support/members'
import { makeRegistryKey } from '../support/registry-gateway'
import { openRegistry, record, register, versionsPath, type Registry } from '../support/subjects'

const user = '{"type":"object","title":"User"}'
const payment = 'syntax = "proto3"; message Payment { string id = 1; }'

let registry: Registry
beforeAll(async () => {
  registry = await openRegistry()
  await register(registry, 'orders-value', record('a'))
  await register(registry, 'orders-value', record('a', 'b?'))
  await register(registry, 'orders-key', '"string"')
  await register(registry, 'users-value', user, { schemaType: 'JSON' })
  await register(registry, 'payments-value', payment, { schemaType: 'PROTOBUF' })
  await register(registry, ':.staging:orders-value', '"int"')
  await register(registry, 'gone-value', '"long"')
  await registry.ask('DELETE', '/subjects/gone-value')
  await registry.ask('DELETE', `${versionsPath('orders-value')}/1`)
  await registry.ask('PUT', '/config/orders-value', { compatibility: 'FULL' })
  await registry.ask('PUT', '/mode/users-value', { mode: 'READONLY' })
})
afterAll(() => registry.close())

async function list(query = '', authorization = registry.organization.authorization) {
  const params = { registryId: registry.place.id }
  const { status, body } = await call(GET, { authorization, query, params })
  return { status, page: body as SubjectSummaryList }
}
const names = ({ data }: SubjectSummaryList): string[] => data.map(({ name }) => name)

describe('A page of subjects', () => {
  it('says of each its type, latest version, schema, versions, compatibility and mode', async () => {
    const { page } = await list('?context=.&text=orders-value')
    expect(page.data).toMatchObject([
      {
        name: 'orders-value',
        schemaType: 'AVRO',
        latestVersion: 2,
        versions: 1,
        deletedVersions: 1,
        isDeleted: false,
        compatibility: 'FULL',
        isOwnCompatibility: true,
        mode: 'READWRITE',
        usedBy: { topics: 0, connectors: 0 },
      },
    ])
    const users = await list('?text=USERS')
    expect(users.page.data).toMatchObject([
      { schemaType: 'JSON', compatibility: 'BACKWARD', isOwnCompatibility: false, mode: 'READONLY' },
    ])
  })

  it('is one of several in the order of names, with the number of all and the contexts', async () => {
    const first = (await list('?limit=3')).page
    const second = (await list(`?limit=3&offset=${first.nextOffset}`)).page
    expect([...names(first), ...names(second)]).toEqual([
      'orders-key',
      'orders-value',
      'payments-value',
      'users-value',
      ':.staging:orders-value',
    ])
    expect(first).toMatchObject({ total: 5, nextOffset: 3, contexts: ['.', '.staging'] })
    expect(second.nextOffset).toBeNull()
  })

  it.each([
    ['?type=PROTOBUF', ['payments-value']],
    ['?state=deleted', ['gone-value']],
    ['?context=.staging', [':.staging:orders-value']],
    ['?text=%25', []],
  ])('%s shows just these', async (query, expected) => {
    expect(names((await list(query)).page)).toEqual(expected)
  })

  it('shows those that the actor may read, and nothing but them is counted', async () => {
    const crnPattern = `${registry.crn}/subject=orders*`
    const reader = await makeMember(registry.organization, [{ roleName: 'DeveloperRead', crnPattern }])
    const { page } = await list('?limit=1', reader.authorization)
    expect(names(page)).toEqual(['orders-key'])
    expect(page).toMatchObject({ total: 2, contexts: ['.'], schemas: null })
  })

  it('is empty for whoever may read none, and of another organization there is no registry', async () => {
    const nobody = await makeMember(registry.organization)
    expect((await list('', nobody.authorization)).page).toMatchObject({ data: [], total: 0 })
    expect((await list('', (await makeOrganization()).authorization)).status).toBe(404)
  })
})

describe('A page of an attached registry', () => {
  it.each([
    '',
    'text=orders',
    'type=JSON',
    'state=all',
    'state=deleted',
    'limit=2&offset=1',
    'context=.staging',
  ])('by its REST API says the same as one of ours: %s', async (text) => {
    const query = summaryQuery.parse(Object.fromEntries(new URLSearchParams(text)))
    const authorization = await makeRegistryKey(registry.organization)
    const attached = await readAttachedPage({ url: registry.url, headers: { authorization } }, query)
    const { page } = await list(`?${text}`)
    const ours = page.data.map(({ usedBy: _ours, ...summary }) => summary)
    expect(attached.items.map(({ summary }) => summary).sort(byName)).toEqual(ours.sort(byName))
    expect(attached.total).toBe(page.total)
  })
})

const byName = (one: { name: string }, other: { name: string }): number => (one.name < other.name ? -1 : 1)
