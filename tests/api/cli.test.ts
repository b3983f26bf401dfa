// Confluent's command line, by the calls that it makes to its own endpoints.
import { beforeAll, describe, expect, it } from 'vitest'
import { GET as UNKNOWN } from '@/app/api/[...path]/route'
import { POST as ACCESS_TOKEN } from '@/app/api/access_tokens/route'
import { POST as USAGE } from '@/app/api/cli/v1/usages/route'
import { GET as REGIONS } from '@/app/api/env_metadata/route'
import { GET as TRIAL } from '@/app/api/growth/v1/free-trial-info/route'
import { GET as REALM } from '@/app/api/login/realm/route'
import { GET as ME } from '@/app/api/me/route'
import { GET as ROLE_NAMES } from '@/app/api/metadata/security/v2alpha1/roleNames/route'
import { GET as ROLE } from '@/app/api/metadata/security/v2alpha1/roles/[roleName]/route'
import { GET as ROLES } from '@/app/api/metadata/security/v2alpha1/roles/route'
import { GET as PRICES } from '@/app/api/organizations/[organizationNumber]/price_table/route'
import { GET as SERVICE_ACCOUNTS } from '@/app/api/service_accounts/route'
import { POST as LOG_IN } from '@/app/api/sessions/route'
import { GET as LIMITS } from '@/app/api/usage_limits/route'
import { GET as USERS } from '@/app/api/users/route'
import { auditAccountName } from '@/lib/audit-events/place'
import { hashPassword } from '@/lib/crypto'
import { db } from '@/lib/db'
import type { RoleDefinition } from '@/lib/cli/schema'
import { roles } from '@/lib/permissions'
import { call, makeCluster, makeOrganization, type Organization } from '../support/factories'

const password = 'correct horse battery'
let ours: Organization
let email: string
let authorization: string

const logIn = (body: object) => call(LOG_IN, { authorization: '', method: 'POST', body })

beforeAll(async () => {
  ours = await makeOrganization()
  const user = await db.user.update({
    where: { id: ours.userId },
    data: { passwordHash: await hashPassword(password), fullName: 'Ada King Lovelace' },
  })
  email = user.email
  const { token } = (await logIn({ email, password })).body as { token: string }
  authorization = `Bearer ${token}`
})

describe('logging in on the command line', () => {
  it('GET realm – is the same for a known and an unknown address', async () => {
    for (const address of [email, 'nobody@example.com'])
      expect((await call(REALM, { authorization: '', query: `?email=${address}&client_id=x` })).body).toEqual(
        {
          is_sso: false,
          mfa_required: false,
          realm: '',
        },
      )
  })

  it('POST sessions – answers a token in three parts that lasts, and who logged in', async () => {
    const answer = await logIn({ email: email.toUpperCase(), password, org_resource_id: ours.id })
    expect(answer.status).toBe(200)
    const { token, ...rest } = answer.body as { token: string }
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      exp: number
    }
    expect(token.split('.')).toHaveLength(3)
    expect(payload.exp * 1000).toBeGreaterThan(Date.now() + 60_000)
    expect(rest).toMatchObject({
      refresh_token: '',
      error: null,
      user: {
        id: expect.any(Number) as number,
        email,
        resource_id: ours.userId,
        auth_type: 'AUTH_TYPE_LOCAL',
      },
      organization: { id: expect.any(Number) as number, resource_id: ours.id },
    })
  })

  it('POST sessions – a wrong password, an unknown address and another organization answer 403 and make no session', async () => {
    const before = await db.session.count()
    for (const body of [
      { email, password: 'wrong' },
      { email: 'nobody@example.com', password },
      { email, password, org_resource_id: crypto.randomUUID() },
    ])
      expect((await logIn(body)).status).toBe(403)
    expect(await db.session.count()).toBe(before)
  })

  it('POST sessions – guessing is slowed down like on the sign-in page', async () => {
    const address = `${crypto.randomUUID()}@example.com`
    const statuses: number[] = []
    for (let attempt = 0; attempt < 6; attempt++)
      statuses.push((await logIn({ email: address, password: 'guess' })).status)
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429])
  })

  it('POST access_tokens – an API key gets none', async () => {
    const answer = await call(ACCESS_TOKEN, { authorization: ours.authorization, method: 'POST' })
    expect(answer.status).toBe(403)
    const token = await call(ACCESS_TOKEN, { authorization, method: 'POST', body: {} })
    expect(token.body).toMatchObject({
      error: '',
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
    })
  })
})

describe('what the command line asks for', () => {
  it('GET me – the user, the organization and its environments', async () => {
    expect((await call(ME, { authorization })).body).toEqual({
      user: {
        id: expect.any(Number) as number,
        email,
        resource_id: ours.userId,
        first_name: 'Ada',
        last_name: 'King Lovelace',
        auth_type: 'AUTH_TYPE_LOCAL',
      },
      organization: {
        id: expect.any(Number) as number,
        name: expect.any(String) as string,
        resource_id: ours.id,
      },
      accounts: [{ id: ours.environmentId, name: 'default' }],
      account: null,
    })
  })

  it('GET me – says where the audit log is once it is written', async () => {
    const there = await makeOrganization()
    const { email: address } = await db.user.update({
      where: { id: there.userId },
      data: { passwordHash: await hashPassword(password) },
    })
    const { token } = (await logIn({ email: address, password })).body as { token: string }
    await db.serviceAccount.create({
      data: { id: 'sa-audit1', organizationId: there.id, displayName: auditAccountName },
    })
    const clusterId = await makeCluster(there)
    await db.kafkaCluster.update({
      where: { id: clusterId },
      data: { phase: 'PROVISIONED', health: 'RUNNING' },
    })
    expect((await call(ME, { authorization: `Bearer ${token}` })).body).toMatchObject({
      organization: {
        audit_log: {
          cluster_id: clusterId,
          account_id: there.environmentId,
          service_account_resource_id: 'sa-audit1',
          topic_name: 'confluent-audit-log-events',
        },
      },
    })
  })

  it('POST usages, GET free-trial-info, env_metadata, usage_limits, price_table – answer what it reads', async () => {
    const usage = await call(USAGE, { authorization, method: 'POST', body: { command: 'confluent version' } })
    expect(usage.status).toBe(204)
    expect((await call(TRIAL, { authorization })).body).toEqual({ promo_code_claims: [] })
    expect((await call(REGIONS, { authorization })).body).toMatchObject({
      clouds: [{ id: 'local', regions: [{ id: 'this-machine', is_schedulable: true }] }],
    })
    expect((await call(LIMITS, { authorization, query: '?provider=local&lkc_id=lkc-1' })).body).toMatchObject(
      {
        usage_limits: {
          tier_limits: { BASIC: { cluster_limits: { storage: { unlimited: true } } } },
          cku_limits: { '1': { ingress: { unlimited: true } } },
        },
      },
    )
    const params = { organizationNumber: '1' }
    expect((await call(PRICES, { authorization, params, query: '?product=stream-governance' })).body).toEqual(
      {
        price_table: { price_table: { SchemaRegistry: { unit: 'hour', prices: {} } } },
      },
    )
  })

  it('GET users, service_accounts – number every account of this organization and no other', async () => {
    const theirs = await makeOrganization()
    await db.serviceAccount.create({
      data: { id: 'sa-ours01', organizationId: ours.id, displayName: 'orders' },
    })
    await db.serviceAccount.create({
      data: { id: 'sa-thei01', organizationId: theirs.id, displayName: 'orders' },
    })
    expect((await call(USERS, { authorization })).body).toEqual({
      users: [expect.objectContaining({ id: expect.any(Number) as number, resource_id: ours.userId, email })],
    })
    expect((await call(SERVICE_ACCOUNTS, { authorization })).body).toEqual({
      users: [
        expect.objectContaining({
          id: expect.any(Number) as number,
          resource_id: 'sa-ours01',
          service_name: 'orders',
        }),
      ],
    })
  })

  it('GET roles – all of the table, once however many namespaces are asked for', async () => {
    const list = async (query: string) =>
      ((await call(ROLES, { authorization, query })).body as RoleDefinition[]).map(({ name }) => name)
    const names = Object.keys(roles)
    expect(await list('')).toEqual(names)
    expect(await list('?namespace=dataplane,datagovernance,identity,ksql,public,streamcatalog')).toEqual(
      names,
    )
    expect(await list('?namespace=flink')).toEqual([])
    expect((await call(ROLE_NAMES, { authorization })).body).toEqual(names)
    const get = (roleName: string) => call(ROLE, { authorization, params: { roleName } })
    expect((await get('DeveloperWrite')).body).toMatchObject({
      name: 'DeveloperWrite',
      policies: [{ bindingScope: 'cluster', bindWithResource: true }],
    })
    const { policies } = (await get('DeveloperWrite')).body as RoleDefinition
    expect(policies[0]?.allowedOperations).toContainEqual({
      resourceType: 'TransactionalId',
      operations: ['Write', 'Describe'],
    })
    expect((await get('Nobody')).status).toBe(404)
  })

  it('paths that are not there answer as an API does: 501 for what is known and not served, 404 for the rest', async () => {
    const get = (path: string) => call(UNKNOWN, { authorization, params: { path } })
    expect((await get('fcpm')).status).toBe(501)
    expect((await get('nonsense')).status).toBe(404)
    expect((await call(UNKNOWN, { authorization: 'Basic eDp5', params: { path: 'fcpm' } })).status).toBe(401)
  })
})
