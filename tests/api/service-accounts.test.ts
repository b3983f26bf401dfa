import { beforeAll, describe, expect, it } from 'vitest'
import { GET as listEnvironments } from '@/app/(control-plane)/org/v2/environments/route'
import { DELETE, GET, PATCH } from '@/app/(control-plane)/iam/v2/service-accounts/[serviceAccountId]/route'
import { GET as LIST, POST } from '@/app/(control-plane)/iam/v2/service-accounts/route'
import { environmentCrn, organizationCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { ServiceAccountDto } from '@/lib/service-accounts/schema'
import { problemsOf } from '../support/browser'
import {
  bindRole,
  call,
  makeActor,
  makeApiKey,
  makeCluster,
  makeOrganization,
  makeServiceAccount,
  type Organization,
} from '../support/factories'

let ours: Organization
let theirs: Organization

beforeAll(async () => {
  ours = await makeOrganization()
  theirs = await makeOrganization()
})

type List = { data: ServiceAccountDto[]; metadata: { next?: string; total_size: number } }

const create = (body: object, authorization = ours.authorization, query = '') =>
  call(POST, { authorization, method: 'POST', body, query })
const on = (
  handler: typeof GET,
  serviceAccountId: string,
  options: { method?: string; body?: unknown; authorization?: string } = {},
) => call(handler, { authorization: ours.authorization, params: { serviceAccountId }, ...options })
const list = async (query = '', authorization = ours.authorization): Promise<List> =>
  (await call(LIST, { authorization, query })).body as List

describe('service accounts', () => {
  it('POST – makes one that reads back as it was sent, whatever empty query comes along', async () => {
    const made = await create(
      { display_name: 'orders app', description: 'writes orders' },
      ours.authorization,
      '?assigned_resource_owner=',
    )
    expect(made.status).toBe(201)
    const account = made.body as ServiceAccountDto
    expect(account).toMatchObject({
      api_version: 'iam/v2',
      kind: 'ServiceAccount',
      display_name: 'orders app',
      description: 'writes orders',
    })
    expect(account.id).toMatch(/^sa-[a-z0-9]{6}$/)
    expect(account.metadata.resource_name).toBe(`${organizationCrn(ours.id)}/service-account=${account.id}`)
    expect((await on(GET, account.id)).body).toEqual(account)
  })

  it('POST – a name that is taken answers 409, in another organization it is free', async () => {
    await create({ display_name: 'unique' })
    const second = await create({ display_name: 'unique' })
    expect(second.status).toBe(409)
    expect(problemsOf(second)[0]?.detail).toContain('unique')
    expect((await create({ display_name: 'unique' }, theirs.authorization)).status).toBe(201)
  })

  it.each([
    ['no name', {}, '/display_name'],
    ['an empty name', { display_name: ' ' }, '/display_name'],
    ['a name of 65 characters', { display_name: 'x'.repeat(65) }, '/display_name'],
    ['a name that is a number', { display_name: 7 }, '/display_name'],
    ['a description of 129 characters', { display_name: 'x', description: 'x'.repeat(129) }, '/description'],
  ])('POST – %s answers 400 and points at it', async (_what, body, pointer) => {
    const answer = await create(body)
    expect(answer.status).toBe(400)
    expect(problemsOf(answer)[0]?.pointer).toBe(pointer)
  })

  it('POST – one more than the quota answers 429 and says when to come back', async () => {
    const { id, authorization } = await makeOrganization()
    await db.$executeRaw`
      INSERT INTO service_accounts (id, organization_id, display_name, updated_at)
      SELECT 'sa-full-' || n, ${id}::uuid, 'account ' || n, now() FROM generate_series(1, 10000) n`
    const answer = await create({ display_name: 'one more' }, authorization)
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(problemsOf(answer)[0]?.detail).toContain('service_accounts_per_org')
  })

  it('GET – the list filters by one name, several names, and the words of one name', async () => {
    const organization = await makeOrganization()
    for (const displayName of ['one', 'two', 'two words'])
      await makeServiceAccount(organization, { displayName })
    const names = async (query: string) =>
      (await list(query, organization.authorization)).data.map((account) => account.display_name)
    expect(await names('?display_name=one')).toEqual(['one'])
    expect(await names('?display_name=one&display_name=two')).toEqual(['one', 'two'])
    expect(await names('?display_name=two&display_name=words')).toEqual(['two', 'two words'])
    expect(await names('?display_name=none')).toEqual([])
    expect(await names('?display_name=')).toHaveLength(3)
  })

  it('GET – the list comes in pages; the last one has no next', async () => {
    const organization = await makeOrganization()
    for (let i = 0; i < 3; i++) await makeServiceAccount(organization)
    const first = await list('?page_size=2', organization.authorization)
    expect(first.data).toHaveLength(2)
    expect(first.metadata.total_size).toBe(3)
    const second = await list(new URL(first.metadata.next ?? '').search, organization.authorization)
    expect(second.data).toHaveLength(1)
    expect(second.metadata).not.toHaveProperty('next')
  })

  it('PATCH – changes name and description, and keeps what is not sent', async () => {
    const { id } = await makeServiceAccount(ours, { displayName: 'before' })
    const patched = await on(PATCH, id, { method: 'PATCH', body: { description: 'new' } })
    expect(patched.body).toMatchObject({ display_name: 'before', description: 'new' })
    const renamed = await on(PATCH, id, { method: 'PATCH', body: { display_name: 'after' } })
    expect(renamed.body).toMatchObject({ display_name: 'after', description: 'new' })
    await makeServiceAccount(ours, { displayName: 'taken' })
    expect((await on(PATCH, id, { method: 'PATCH', body: { display_name: 'taken' } })).status).toBe(409)
  })

  it('another organization’s and an unknown id answer the same 404', async () => {
    const { id } = await makeServiceAccount(theirs)
    for (const [handler, method] of [
      [GET, 'GET'],
      [PATCH, 'PATCH'],
      [DELETE, 'DELETE'],
    ] as const)
      for (const unknown of [id, 'sa-000000']) {
        const body = method === 'PATCH' ? { body: { display_name: 'x' } } : {}
        const answer = await on(handler, unknown, { method, ...body })
        expect(answer.status).toBe(404)
        expect(problemsOf(answer)[0]?.detail).toBe(
          `Service account ${unknown} does not exist, or you have no access to it.`,
        )
      }
    expect((await list('?page_size=100')).data.map((account) => account.id)).not.toContain(id)
  })

  it('DELETE – takes its role bindings and keys along; its Cloud key is refused at once', async () => {
    const clusterId = await makeCluster(ours, 'with a key')
    const { id } = await makeServiceAccount(ours)
    await bindRole(ours, `User:${id}`, 'EnvironmentAdmin', environmentCrn(ours.id, ours.environmentId))
    const cloud = await makeApiKey(ours.ctx, id)
    const kafka = await makeApiKey(ours.ctx, id, clusterId)
    const authorization = `Basic ${Buffer.from(`${cloud.key}:${cloud.secret}`).toString('base64')}`
    expect((await call(listEnvironments, { authorization })).status).toBe(200)

    expect((await on(DELETE, id, { method: 'DELETE' })).status).toBe(204)
    expect((await call(listEnvironments, { authorization })).status).toBe(401)
    expect((await on(GET, id)).status).toBe(404)
    expect(await db.roleBinding.count({ where: { principal: `User:${id}` } })).toBe(0)
    expect(await db.apiKey.findUnique({ where: { id: cloud.key } })).toBeNull()
    // The worker takes it off the brokers and removes the row then.
    expect((await db.apiKey.findUnique({ where: { id: kafka.key } }))?.deletedAt).not.toBeNull()
    expect((await on(DELETE, id, { method: 'DELETE' })).status).toBe(404)
  })

  it('DELETE – refuses the account that is the last OrganizationAdmin', async () => {
    const organization = await makeOrganization()
    const actor = await makeActor(organization, 'OrganizationAdmin', organizationCrn(organization.id))
    await db.user.update({ where: { id: organization.userId }, data: { isActive: false } })
    await db.roleBinding.deleteMany({ where: { principal: `User:${organization.userId}` } })
    const answer = await call(DELETE, {
      authorization: actor.authorization,
      method: 'DELETE',
      params: { serviceAccountId: actor.principal.slice(5) },
    })
    expect(answer.status).toBe(409)
    expect(await db.roleBinding.count({ where: { principal: actor.principal } })).toBe(1)
  })

  it('an administrator of one environment sees them, a developer sees only itself; neither makes any', async () => {
    const environment = environmentCrn(ours.id, ours.environmentId)
    const admin = await makeActor(ours, 'EnvironmentAdmin', environment)
    const viewer = await makeActor(ours, 'MetricsViewer', environment)
    expect((await list('', admin.authorization)).metadata.total_size).toBeGreaterThan(1)
    const seen = await list('', viewer.authorization)
    expect(seen.data.map((account) => `User:${account.id}`)).toEqual([viewer.principal])
    for (const { authorization } of [admin, viewer])
      expect((await create({ display_name: 'denied' }, authorization)).status).toBe(403)
  })

  it('each change is one audit event', async () => {
    const organization = await makeOrganization()
    const { id } = await makeServiceAccount(organization)
    const params = { serviceAccountId: id }
    const { authorization } = organization
    await call(PATCH, { authorization, params, method: 'PATCH', body: { description: 'x' } })
    await call(DELETE, { authorization, params, method: 'DELETE' })
    const events = await db.auditEvent.findMany({
      where: { organizationId: organization.id, resource: { endsWith: id } },
      orderBy: { sequence: 'asc' },
    })
    expect(events.map(({ method }) => method)).toEqual([
      'CreateServiceAccount',
      'UpdateServiceAccount',
      'DeleteServiceAccount',
    ])
  })
})
