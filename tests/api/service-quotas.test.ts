import { beforeAll, describe, expect, it } from 'vitest'
import { GET } from '@/app/(control-plane)/service-quota/v1/applied-quotas/[quotaId]/route'
import { GET as LIST } from '@/app/(control-plane)/service-quota/v1/applied-quotas/route'
import { GET as SCOPE } from '@/app/(control-plane)/service-quota/v1/scopes/[scopeId]/route'
import { GET as SCOPES } from '@/app/(control-plane)/service-quota/v1/scopes/route'
import { POST as CREATE_ENVIRONMENT } from '@/app/(control-plane)/org/v2/environments/route'
import { environmentCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import { createEnvironment } from '@/lib/environments/create'
import { quotas } from '@/lib/service-quotas/limits'
import type { AppliedQuotaDto } from '@/lib/service-quotas/schema'
import { problemsOf } from '../support/browser'
import { call, makeCluster, makeOrganization, type Organization } from '../support/factories'
import { makeMember } from '../support/members'

let ours: Organization

beforeAll(async () => {
  ours = await makeOrganization()
})

const list = async (query: string) => {
  const { status, body } = await call(LIST, { authorization: ours.authorization, query })
  expect(status).toBe(200)
  return body as { data: AppliedQuotaDto[]; metadata: { next?: string; total_size: number } }
}
const get = (quotaId: string, query = '') =>
  call(GET, { authorization: ours.authorization, params: { quotaId }, query })

describe('service-quota/v1', () => {
  it('the quotas of the organization are the limits that verbs enforce, with what is used of them', async () => {
    const { data } = await list('?scope=ORGANIZATION')
    const codes = Object.entries(quotas).filter(([, { scope }]) => scope === 'ORGANIZATION')
    expect(data.map(({ id }) => id)).toEqual(codes.map(([code]) => code))
    for (const quota of data)
      expect(quota).toMatchObject({
        api_version: 'service-quota/v1',
        kind: 'AppliedQuota',
        scope: 'ORGANIZATION',
        applied_limit: quotas[quota.id as keyof typeof quotas].limit,
        organization: { id: ours.id },
      })
    expect((await get('apikeys_per_org')).body).toMatchObject({
      usage: await db.apiKey.count({ where: { organizationId: ours.id } }),
    })
    expect((await get('users_per_org')).body).toMatchObject({ usage: 1 })
  })

  it('those of environments are per environment, in pages, and one needs to be named to read one', async () => {
    const environment = await createEnvironment(ours.ctx, { display_name: 'second' })
    await makeCluster({ ctx: ours.ctx, environmentId: environment.id })
    const first = await list('?scope=ENVIRONMENT&page_size=1')
    expect(first).toMatchObject({
      data: [{ id: 'kafka_clusters_per_environment', usage: 0, environment: { id: ours.environmentId } }],
      metadata: { total_size: 2 },
    })
    const token = new URL(first.metadata.next ?? '').searchParams.get('page_token')
    const second = await list(`?scope=ENVIRONMENT&page_size=1&page_token=${token}`)
    expect(second.data).toMatchObject([{ usage: 1, environment: { id: environment.id } }])
    expect(second.metadata).not.toHaveProperty('next')
    expect(await list(`?scope=ENVIRONMENT&environment=${environment.id}`)).toMatchObject({
      data: [{ usage: 1 }],
    })
    expect((await get('kafka_clusters_per_environment', `?environment=${environment.id}`)).status).toBe(200)
    const unnamed = await get('kafka_clusters_per_environment')
    expect(unnamed.status).toBe(400)
    expect(problemsOf(unnamed)[0]?.pointer).toBe('/environment')
  })

  it('filters by id; scopes of the specification that have no quotas here are empty, others 400, unknown quotas 404', async () => {
    expect((await list('?scope=ORGANIZATION&id=apikeys_per_org')).data).toHaveLength(1)
    expect((await list('?scope=NETWORK&network=n-12034')).data).toEqual([])
    for (const query of [
      '?scope=PLANET',
      '',
      '?scope=ORGANIZATION&page_size=201',
      '?scope=ORGANIZATION&page_token=LTU',
    ])
      expect((await call(LIST, { authorization: ours.authorization, query })).status).toBe(400)
    expect((await get('nonsense')).status).toBe(404)
    const other = await makeOrganization()
    expect((await get('kafka_clusters_per_environment', `?environment=${other.environmentId}`)).status).toBe(
      404,
    )
  })

  it('scopes are listed and read', async () => {
    const { body } = await call(SCOPES, { authorization: ours.authorization })
    expect(body).toMatchObject({ kind: 'ScopeList', data: [{ id: 'ORGANIZATION' }, { id: 'ENVIRONMENT' }] })
    const scope = (scopeId: string) => call(SCOPE, { authorization: ours.authorization, params: { scopeId } })
    expect((await scope('ENVIRONMENT')).body).toMatchObject({ kind: 'Scope', id: 'ENVIRONMENT' })
    expect((await scope('PLANET')).status).toBe(404)
  })

  it('who has no role sees no quotas', async () => {
    const member = await makeMember(ours)
    expect((await call(LIST, { ...member, query: '?scope=ORGANIZATION' })).status).toBe(403)
    const crnPattern = environmentCrn(ours.id, ours.environmentId)
    const admin = await makeMember(ours, [{ roleName: 'EnvironmentAdmin', crnPattern }])
    expect((await call(LIST, { ...admin, query: '?scope=ENVIRONMENT' })).body).toMatchObject({
      metadata: { total_size: 1 },
    })
  })

  it('one environment more than the quota answers 429 with Retry-After and the name of the quota', async () => {
    const full = await makeOrganization()
    await db.environment.createMany({
      data: Array.from({ length: quotas.environments_per_org.limit - 1 }, (_, index) => ({
        id: `env-full${index}`,
        organizationId: full.id,
        displayName: `environment ${index}`,
      })),
    })
    const answer = await call(CREATE_ENVIRONMENT, {
      authorization: full.authorization,
      method: 'POST',
      body: { display_name: 'one more' },
    })
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(problemsOf(answer)[0]?.detail).toContain('environments_per_org')
  })
})
