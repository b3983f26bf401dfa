import { beforeAll, describe, expect, it } from 'vitest'
import {
  GET as listEnvironments,
  POST as createEnvironment,
} from '@/app/(control-plane)/org/v2/environments/route'
import { DELETE, GET } from '@/app/(control-plane)/iam/v2/role-bindings/[roleBindingId]/route'
import { POST } from '@/app/(control-plane)/iam/v2/role-bindings/route'
import { clusterCrn, environmentCrn, kafkaCrn, organizationCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { RoleName } from '@/lib/permissions'
import type { RoleBindingDto } from '@/lib/role-bindings/schema'
import { problemsOf } from '../support/browser'
import {
  bindRole,
  call,
  makeActor,
  makeCluster,
  makeOrganization,
  makeServiceAccount,
  type Organization,
} from '../support/factories'

let ours: Organization
let theirs: Organization
let clusterId: string
let organization: string
let environment: string
let cluster: string
let kafka: string

beforeAll(async () => {
  ours = await makeOrganization()
  theirs = await makeOrganization()
  clusterId = await makeCluster(ours)
  organization = organizationCrn(ours.id)
  environment = environmentCrn(ours.id, ours.environmentId)
  cluster = clusterCrn(ours.id, ours.environmentId, clusterId)
  kafka = kafkaCrn(ours.id, ours.environmentId, clusterId)
})

type List = { data: RoleBindingDto[]; metadata: { next?: string; total_size: number } }
type Input = { principal?: unknown; role_name?: unknown; crn_pattern?: unknown }

const create = (body: Input, authorization = ours.authorization) =>
  call(POST, { authorization, method: 'POST', body })
const get = (roleBindingId: string, authorization = ours.authorization) =>
  call(GET, { authorization, params: { roleBindingId } })
const remove = (roleBindingId: string, authorization = ours.authorization) =>
  call(DELETE, { authorization, method: 'DELETE', params: { roleBindingId } })

describe('role bindings', () => {
  it('POST – binds a role and reads back the pattern exactly as sent; DELETE answers with it', async () => {
    const { id } = await makeServiceAccount(ours)
    const body = {
      principal: `User:${id}`,
      role_name: 'DeveloperWrite',
      crn_pattern: `${kafka}/topic=orders%3Aeu*`,
    }
    const made = await create(body)
    expect(made.status).toBe(201)
    const binding = made.body as RoleBindingDto
    expect(binding).toMatchObject({ api_version: 'iam/v2', kind: 'RoleBinding', ...body })
    expect(binding.id).toMatch(/^rb-/)
    expect((await get(binding.id)).body).toEqual(binding)
    const removed = await remove(binding.id)
    expect(removed.status).toBe(200)
    expect(removed.body).toEqual(binding)
    expect((await get(binding.id)).status).toBe(404)
    expect((await remove(binding.id)).status).toBe(404)
  })

  it('POST – the same binding again answers 409', async () => {
    const { id } = await makeServiceAccount(ours)
    const body = { principal: `User:${id}`, role_name: 'Operator', crn_pattern: cluster }
    expect((await create(body)).status).toBe(201)
    expect((await create(body)).status).toBe(409)
  })

  it('every role binds at each of its levels', async () => {
    const { id: registryId } = await db.schemaRegistry.upsert({
      where: { environmentId: ours.environmentId },
      create: { id: 'lsrc-abc123', organizationId: ours.id, environmentId: ours.environmentId },
      update: {},
    })
    const places: [RoleName, string[]][] = [
      ['OrganizationAdmin', [organization]],
      ['AccountAdmin', [organization]],
      ['EnvironmentAdmin', [environment]],
      ['DataSteward', [environment]],
      ['DataDiscovery', [environment]],
      ['CloudClusterAdmin', [cluster]],
      ['Operator', [organization, environment, cluster]],
      ['MetricsViewer', [organization, environment, cluster]],
      ['KsqlAdmin', [cluster, `${cluster}/ksql=lksqlc-1`]],
      [
        'DeveloperRead',
        [
          `${kafka}/topic=orders`,
          `${kafka}/group=*`,
          `${kafka}/transactional-id=t*`,
          `${cluster}/connector=c`,
          `${environment}/schema-registry=${registryId}/subject=orders-*`,
        ],
      ],
    ]
    const { id } = await makeServiceAccount(ours)
    for (const [role_name, patterns] of places)
      for (const crn_pattern of patterns)
        expect([
          role_name,
          crn_pattern,
          (await create({ principal: `User:${id}`, role_name, crn_pattern })).status,
        ]).toEqual([role_name, crn_pattern, 201])
  })

  const wrong: [string, () => Input, string][] = [
    ['no such role', () => ({ role_name: 'Emperor' }), '/role_name'],
    ['a role named like a property of objects', () => ({ role_name: 'constructor' }), '/role_name'],
    ['no such service account', () => ({ principal: 'User:sa-000000' }), '/principal'],
    ['a group', () => ({ principal: 'Group:group-1' }), '/principal'],
    ['a bare id', () => ({ principal: 'sa-000000' }), '/principal'],
    ['every principal', () => ({ principal: 'User:*' }), '/principal'],
    ['a number as principal', () => ({ principal: 1 }), '/principal'],
    ['another organization’s user', () => ({ principal: `User:${theirs.userId}` }), '/principal'],
    ['no name at all', () => ({ crn_pattern: 'orders' }), '/crn_pattern'],
    ['another organization', () => ({ crn_pattern: organizationCrn(theirs.id) }), '/crn_pattern'],
    ['a level that the role has not', () => ({ crn_pattern: organization }), '/crn_pattern'],
    ['a level below the role’s', () => ({ crn_pattern: `${kafka}/topic=orders` }), '/crn_pattern'],
    ['the Kafka part of a cluster', () => ({ crn_pattern: kafka }), '/crn_pattern'],
    ['no such environment', () => ({ crn_pattern: environmentCrn(ours.id, 'env-000000') }), '/crn_pattern'],
    [
      'no such cluster',
      () => ({ role_name: 'CloudClusterAdmin', crn_pattern: `${environment}/cloud-cluster=lkc-000000` }),
      '/crn_pattern',
    ],
    [
      'another organization’s environment under our own name',
      () => ({ crn_pattern: environmentCrn(ours.id, theirs.environmentId) }),
      '/crn_pattern',
    ],
    [
      'escaped letters in an id',
      () => ({ crn_pattern: `${organization}/environment=%65${ours.environmentId.slice(1)}` }),
      '/crn_pattern',
    ],
    [
      'a topic without its Kafka part',
      () => ({ role_name: 'DeveloperRead', crn_pattern: `${cluster}/topic=orders` }),
      '/crn_pattern',
    ],
    [
      'a ksqlDB cluster for a developer',
      () => ({ role_name: 'DeveloperRead', crn_pattern: `${cluster}/ksql=lksqlc-1` }),
      '/crn_pattern',
    ],
    [
      'a topic for KsqlAdmin',
      () => ({ role_name: 'KsqlAdmin', crn_pattern: `${kafka}/topic=orders` }),
      '/crn_pattern',
    ],
  ]
  it.each(wrong)('POST – %s answers 400 and points at it', async (_what, over, pointer) => {
    const { id } = await makeServiceAccount(ours)
    const body = {
      principal: `User:${id}`,
      role_name: 'EnvironmentAdmin',
      crn_pattern: environment,
      ...over(),
    }
    const answer = await create(body)
    expect([answer.status, problemsOf(answer)[0]?.pointer]).toEqual([400, pointer])
    expect(await db.roleBinding.count({ where: { principal: `User:${id}` } })).toBe(0)
  })

  it('POST – one more than the quota answers 429 and says when to come back', async () => {
    const fresh = await makeOrganization()
    const { id } = await makeServiceAccount(fresh)
    await db.$executeRaw`
      INSERT INTO role_bindings (id, organization_id, principal, role_name, crn_pattern)
      SELECT 'rb-full-' || n, ${fresh.id}::uuid, 'User:' || n, 'Operator', 'full' FROM generate_series(1, 20000) n`
    const body = {
      principal: `User:${id}`,
      role_name: 'Operator',
      crn_pattern: organizationCrn(fresh.id),
    }
    const answer = await create(body, fresh.authorization)
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('nobody grants where they have no right to grant: not above, not beside, not a wider prefix', async () => {
    const { id } = await makeServiceAccount(ours)
    const other = (await call(createEnvironment, {
      authorization: ours.authorization,
      method: 'POST',
      body: { display_name: 'beside' },
    })) as { body: { id: string } }
    const owner = await makeActor(ours, 'ResourceOwner', `${kafka}/topic=orders*`)
    const admin = await makeActor(ours, 'EnvironmentAdmin', environment)
    const accounts = await makeActor(ours, 'AccountAdmin', organization)
    const grant = async (by: { authorization: string }, role_name: string, crn_pattern: string) =>
      (await create({ principal: `User:${id}`, role_name, crn_pattern }, by.authorization)).status
    expect(await grant(owner, 'DeveloperRead', `${kafka}/topic=orders-eu`)).toBe(201)
    expect(await grant(owner, 'DeveloperRead', `${kafka}/topic=orders*`)).toBe(201)
    expect(await grant(owner, 'DeveloperRead', `${kafka}/topic=order*`)).toBe(403)
    expect(await grant(owner, 'DeveloperRead', `${kafka}/topic=payments`)).toBe(403)
    expect(await grant(owner, 'DeveloperRead', `${kafka}/group=orders-eu`)).toBe(403)
    expect(await grant(owner, 'CloudClusterAdmin', cluster)).toBe(403)
    expect(await grant(admin, 'CloudClusterAdmin', cluster)).toBe(201)
    expect(await grant(admin, 'EnvironmentAdmin', environmentCrn(ours.id, other.body.id))).toBe(403)
    expect(await grant(admin, 'OrganizationAdmin', organization)).toBe(403)
    expect(await grant(accounts, 'OrganizationAdmin', organization)).toBe(403)
    expect(await grant(accounts, 'MetricsViewer', cluster)).toBe(403)
  })

  it('who may not take a role away is told so with 403, and it stays', async () => {
    const bindingId = await bindRole(ours, `User:${ours.userId}`, 'Operator', organization)
    const admin = await makeActor(ours, 'EnvironmentAdmin', environment)
    expect((await remove(bindingId, admin.authorization)).status).toBe(403)
    expect((await get(bindingId)).status).toBe(200)
  })

  it('another organization’s binding and an unknown id answer the same 404', async () => {
    const { id } = await db.roleBinding.findFirstOrThrow({ where: { organizationId: theirs.id } })
    for (const ask of [get, remove])
      for (const unknown of [id, 'rb-000000']) {
        const answer = await ask(unknown)
        expect(answer.status).toBe(404)
        expect(problemsOf(answer)[0]?.detail).toBe(
          `Role binding ${unknown} does not exist, or you have no access to it.`,
        )
      }
  })

  it('the last OrganizationAdmin stays; with a second one either may go, at the same moment only one of them', async () => {
    const fresh = await makeOrganization()
    const first = await db.roleBinding.findFirstOrThrow({ where: { organizationId: fresh.id } })
    const robot = await makeActor(fresh, 'OrganizationAdmin', organizationCrn(fresh.id))
    const refused = await remove(first.id, robot.authorization)
    expect(refused.status).toBe(409)
    expect(problemsOf(refused)[0]?.detail).toContain('last OrganizationAdmin')

    const user = await db.user.create({
      data: { id: 'u-second', email: 'second@example.com', fullName: 'Second' },
    })
    await db.membership.create({ data: { organizationId: fresh.id, userId: user.id } })
    const second = await bindRole(fresh, `User:${user.id}`, 'OrganizationAdmin', organizationCrn(fresh.id))
    const answers = await Promise.all([
      remove(first.id, robot.authorization),
      remove(second, robot.authorization),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('a right begins and ends with its binding, on the very next request', async () => {
    const { id } = await makeServiceAccount(ours)
    const actor = await makeActor(ours, 'MetricsViewer', environment)
    const attempt = async () =>
      (
        await create(
          { principal: `User:${id}`, role_name: 'Operator', crn_pattern: environment },
          actor.authorization,
        )
      ).status
    const visible = async () =>
      ((await call(listEnvironments, { authorization: actor.authorization })).body as List).data.length
    expect(await attempt()).toBe(403)
    expect(await visible()).toBe(1)
    const bindingId = await bindRole(ours, actor.principal, 'EnvironmentAdmin', environment)
    expect(await attempt()).toBe(201)
    await remove(bindingId)
    expect(await attempt()).toBe(403)
    await db.roleBinding.deleteMany({ where: { principal: actor.principal } })
    expect(await visible()).toBe(0)
  })
})
