import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as quotas from '@/app/(control-plane)/kafka-quotas/v1/client-quotas/route'
import * as quota from '@/app/(control-plane)/kafka-quotas/v1/client-quotas/[quotaId]/route'
import { db } from '@/lib/db'
import { newId } from '@/lib/ids'
import { deleteServiceAccount } from '@/lib/service-accounts/delete'
import {
  call,
  makeCluster,
  makeOrganization,
  type Answer,
  type Organization,
} from '@/tests/support/factories'
import { makeMember } from '@/tests/support/members'

let owner: Organization
let stranger: Organization
let clusterId: string
let account: string

beforeAll(async () => {
  owner = await makeOrganization()
  stranger = await makeOrganization()
  clusterId = await makeCluster(owner)
})

beforeEach(async () => {
  account = newId('sa')
  await db.serviceAccount.create({ data: { id: account, organizationId: owner.id, displayName: account } })
})

type Spec = Record<string, unknown>
const spec = (more: Spec = {}): Spec => ({
  display_name: `limit of ${account}`,
  description: 'slow',
  throughput: { ingress_byte_rate: '100000', egress_byte_rate: '200000' },
  cluster: { id: clusterId },
  environment: { id: owner.environmentId },
  principals: [{ id: account }],
  ...more,
})
const create = (more: Spec = {}, authorization = owner.authorization): Promise<Answer> =>
  call(quotas.POST, { authorization, method: 'POST', body: { spec: spec(more) } })
const created = async (more: Spec = {}): Promise<string> => {
  const { status, body } = await create(more)
  expect(status, JSON.stringify(body)).toBe(202)
  return (body as { id: string }).id
}
const one = (quotaId: string, method = 'GET', body?: unknown, authorization = owner.authorization) =>
  call(quota[method as 'GET'], { authorization, method, params: { quotaId }, ...(body ? { body } : {}) })
const list = async (query = '', authorization = owner.authorization): Promise<string[]> => {
  const { status, body } = await call(quotas.GET, { authorization, query })
  expect(status).toBe(200)
  expect(JSON.stringify(body)).not.toContain('"next":null')
  return (body as { data: { id: string }[] }).data.map(({ id }) => id)
}

describe('client quotas', () => {
  test('create answers 202; what was sent is read back, rates as text', async () => {
    const id = await created()
    expect(id).toMatch(/^cq-/)
    const { status, body } = await one(id)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      api_version: 'kafka-quotas/v1',
      kind: 'ClientQuota',
      id,
      spec: {
        description: 'slow',
        throughput: { ingress_byte_rate: '100000', egress_byte_rate: '200000' },
        cluster: { id: clusterId },
        environment: { id: owner.environmentId },
        principals: [{ id: account }],
      },
    })
  })

  test('the list is of a cluster or environment when one is named, in pages, and of what one may see', async () => {
    const first = await created()
    const second = await created({ display_name: 'everybody', principals: [{ id: '<default>' }] })
    const here = `?spec.cluster=${clusterId}&environment=${owner.environmentId}&page_size=100`
    expect(await list(here)).toEqual(expect.arrayContaining([first, second]))
    expect(await list('?page_size=1')).toHaveLength(1)
    expect(await list('?spec.cluster=lkc-other&page_size=100')).toEqual([])
    expect(await list(here, stranger.authorization)).toEqual([])
    expect(await list(here, (await makeMember(owner)).authorization)).toEqual([])
  })

  test('name, rates and principals are changed, what is left out stays; the place cannot be', async () => {
    const id = await created()
    const throughput = { ingress_byte_rate: '1', egress_byte_rate: '2' }
    expect(await one(id, 'PATCH', { spec: { throughput } })).toMatchObject({
      status: 200,
      body: { spec: { throughput, description: 'slow', principals: [{ id: account }] } },
    })
    expect((await one(id, 'PATCH', { spec: { cluster: { id: 'lkc-other' } } })).status).toBe(400)
  })

  test('delete answers 204, then 404', async () => {
    const id = await created()
    expect((await one(id, 'DELETE')).status).toBe(204)
    expect((await one(id)).status).toBe(404)
    expect((await one(id, 'DELETE')).status).toBe(404)
  })

  test('a name or a principal that has one already answers 409', async () => {
    const id = await created()
    expect((await create({ display_name: 'another' })).status).toBe(409)
    expect((await create({ principals: [{ id: owner.userId }] })).status).toBe(409)
    await db.clientQuota.delete({ where: { id } })
    expect((await create()).status).toBe(202)
  })

  test.each([
    ['a rate of zero', { throughput: { ingress_byte_rate: '0', egress_byte_rate: '1' } }],
    ['a rate as a number', { throughput: { ingress_byte_rate: 5, egress_byte_rate: '1' } }],
    ['one rate only', { throughput: { ingress_byte_rate: '5' } }],
    ['nobody', { principals: [] }],
    ['somebody unknown', { principals: [{ id: 'sa-nobody' }] }],
    ['a group', { principals: [{ id: 'group-1' }] }],
    ['no name', { display_name: ' ' }],
  ])('%s is refused with the field', async (_what, more) => {
    const { status, body } = await create(more)
    expect(status).toBe(400)
    expect((body as { errors: { source: { pointer?: string } }[] }).errors[0]?.source.pointer).toMatch(
      /^\/spec\//,
    )
  })

  test("another organization's cluster and quota answer 404, a user without rights 403", async () => {
    const id = await created()
    expect((await create({}, stranger.authorization)).status).toBe(404)
    expect((await one(id, 'GET', undefined, stranger.authorization)).status).toBe(404)
    const { authorization } = await makeMember(owner)
    expect((await one(id, 'DELETE', undefined, authorization)).status).toBe(403)
  })

  test('an account that is deleted leaves the quotas that name it; one that was for it alone goes with it', async () => {
    const other = newId('sa')
    await db.serviceAccount.create({ data: { id: other, organizationId: owner.id, displayName: other } })
    const alone = await created()
    const shared = await created({ display_name: `of ${other}`, principals: [{ id: other }] })
    await db.clientQuota.update({ where: { id: shared }, data: { principals: [account, other] } })
    await deleteServiceAccount(owner.ctx, account)
    expect((await one(alone)).status).toBe(404)
    expect((await one(shared)).body).toMatchObject({ spec: { principals: [{ id: other }] } })
  })
})
