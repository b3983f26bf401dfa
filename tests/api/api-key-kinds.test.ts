// Keys of every kind and owner: what they are called, who may make, see, edit and delete which, and what they open.
import { beforeAll, describe, expect, it } from 'vitest'
import { DELETE, GET, PATCH } from '@/app/(control-plane)/iam/v2/api-keys/[apiKeyId]/route'
import { GET as LIST, POST } from '@/app/(control-plane)/iam/v2/api-keys/route'
import { GET as ENVIRONMENTS } from '@/app/(control-plane)/org/v2/environments/route'
import { GET as CLUSTER } from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/route'
import type { ApiKeyDto } from '@/lib/api-keys/schema'
import { clusterCrn, environmentCrn, organizationCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import { newId } from '@/lib/ids'
import { problemsOf } from '../support/browser'
import { call, makeCluster, makeOrganization, type Answer, type Organization } from '../support/factories'

let ours: Organization
let theirs: Organization
let clusterId: string
let registryId: string

const organization = () => organizationCrn(ours.id)
const cluster = () => clusterCrn(ours.id, ours.environmentId, clusterId)
const basic = ({ id, spec }: ApiKeyDto): string =>
  `Basic ${Buffer.from(`${id}:${spec.secret}`).toString('base64')}`

beforeAll(async () => {
  ;[ours, theirs] = [await makeOrganization(), await makeOrganization()]
  clusterId = await makeCluster(ours)
  registryId = (await db.schemaRegistry.findUniqueOrThrow({ where: { environmentId: ours.environmentId } }))
    .id
})

async function makeServiceAccount(...bindings: [roleName: string, crnPattern: string][]): Promise<string> {
  const id = newId('sa')
  await db.serviceAccount.create({ data: { id, organizationId: ours.id, displayName: id } })
  await bind(id, ...bindings)
  return id
}

async function bind(account: string, ...bindings: [roleName: string, crnPattern: string][]): Promise<void> {
  for (const [roleName, crnPattern] of bindings)
    await db.roleBinding.create({
      data: { id: newId('rb'), organizationId: ours.id, principal: `User:${account}`, roleName, crnPattern },
    })
}

const create = (authorization: string, ownerId: string, resource?: object | null, more: object = {}) =>
  call(POST, {
    authorization,
    method: 'POST',
    body: { spec: { owner: { id: ownerId }, ...(resource === undefined ? {} : { resource }), ...more } },
  })
const made = (answer: Answer): ApiKeyDto => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(202)
  return answer.body as ApiKeyDto
}
/** A service account with these bindings, and a Cloud key of it, made by the administrator. */
async function actor(...bindings: [roleName: string, crnPattern: string][]) {
  const id = await makeServiceAccount(...bindings)
  const key = made(await create(ours.authorization, id))
  return { id, authorization: basic(key), key: key.id }
}

type Kind = [
  name: string,
  given: () => object | null | undefined,
  kind: string,
  version: string,
  id: () => string,
]

describe('kinds of keys', () => {
  const kinds: Kind[] = [
    ['Kafka', () => ({ id: clusterId }), 'Cluster', 'cmk/v2', () => clusterId],
    ['Kafka, kind given', () => ({ id: clusterId, kind: 'Cluster' }), 'Cluster', 'cmk/v2', () => clusterId],
    ['Schema Registry', () => ({ id: registryId, kind: 'Cluster' }), 'Cluster', 'srcm/v3', () => registryId],
    ['Cloud, by nothing', () => undefined, 'Cloud', 'iam/v2', () => 'cloud'],
    ['Cloud, by null', () => null, 'Cloud', 'iam/v2', () => 'cloud'],
    ['Cloud, by name', () => ({ id: 'cloud' }), 'Cloud', 'iam/v2', () => 'cloud'],
    [
      'Global',
      () => ({ id: 'global', kind: 'Global', api_version: 'global/v1' }),
      'Global',
      'global/v1',
      () => 'global',
    ],
  ]

  it.each(kinds)(
    '%s – is told by the id and answers the pair that clients know',
    async (_name, given, kind, version, id) => {
      const owner = await makeServiceAccount()
      const key = made(await create(ours.authorization, owner, given()))
      expect(key.spec).toMatchObject({
        owner: { id: owner, kind: 'ServiceAccount', api_version: 'iam/v2' },
        resource: { id: id(), kind, api_version: version },
      })
      const { body } = await call(GET, { authorization: ours.authorization, params: { apiKeyId: key.id } })
      const { owner: shownOwner, resource } = key.spec
      expect(body).toMatchObject({ id: key.id, spec: { owner: shownOwner, resource } })
      expect(JSON.stringify(body)).not.toContain('secret')
    },
  )

  it.each(['lksqlc-000000', 'lkc-000000', 'lsrc-000000', 'nonsense'])(
    'a key for %s, which is not there, answers 404',
    async (id) => {
      expect((await create(ours.authorization, ours.userId, { id })).status).toBe(404)
    },
  )

  it('a resource is never overlooked: an empty id and several resources are refused, a list of one is that one', async () => {
    const made = (spec: object) => create(ours.authorization, ours.userId, undefined, spec)
    expect((await made({ resource: { id: '' } })).status).toBe(400)
    expect((await made({ resources: [{ id: clusterId }, { id: registryId }] })).status).toBe(400)
    expect((await made({ resources: [{ id: clusterId }] })).body).toMatchObject({
      spec: { resource: { id: clusterId } },
    })
  })

  it("a key for another organization's registry or cluster answers the same 404", async () => {
    const foreign = await db.schemaRegistry.findUniqueOrThrow({
      where: { environmentId: theirs.environmentId },
    })
    for (const id of [foreign.id, await makeCluster(theirs)])
      expect((await create(ours.authorization, ours.userId, { id })).status).toBe(404)
  })

  it('an owner that is not there, or of another kind than said, is a problem of its field', async () => {
    const owners = [
      { id: 'sa-000000' },
      { id: theirs.userId },
      { id: 'pool-1' },
      { id: ours.userId, kind: 'ServiceAccount' },
    ]
    for (const owner of owners) {
      const answer = await create(ours.authorization, '', { id: clusterId }, { owner })
      expect(answer.status).toBe(400)
      expect(problemsOf(answer)[0]?.pointer).toMatch(/^\/spec\/owner\//)
    }
  })

  it('a key of one resource opens only that; a Global and a Cloud key open the control plane', async () => {
    const owner = await makeServiceAccount(['CloudClusterAdmin', cluster()])
    const [kafka, registry, cloud, global] = await Promise.all(
      [{ id: clusterId }, { id: registryId }, null, { id: 'global' }].map(async (resource) =>
        basic(made(await create(ours.authorization, owner, resource))),
      ),
    )
    const environments = async (authorization = '') => (await call(ENVIRONMENTS, { authorization })).status
    expect([await environments(kafka), await environments(registry)]).toEqual([401, 401])
    expect([await environments(cloud), await environments(global)]).toEqual([200, 200])
    const kafkaRest = async (authorization = '') =>
      (await call(CLUSTER, { authorization, params: { clusterId } })).status
    expect(await kafkaRest(registry)).toBe(403)
    for (const authorization of [kafka, cloud, global]) expect(await kafkaRest(authorization)).not.toBe(403)
  })

  it('a Cloud key of an account without any right lists no environments, with 200', async () => {
    const { authorization } = await actor()
    expect(await call(ENVIRONMENTS, { authorization })).toMatchObject({ status: 200, body: { data: [] } })
  })

  it('the salted password of a Global key is sealed; neither it nor the secret is anywhere in the clear', async () => {
    const key = made(await create(ours.authorization, ours.userId, { id: 'global' }))
    const secrets = await db.secret.findMany({ where: { place: { startsWith: `api-keys/${key.id}` } } })
    expect(secrets).toHaveLength(1)
    expect(JSON.stringify(secrets)).not.toContain(key.spec.secret)
    expect(JSON.stringify(secrets)).not.toContain('saltedPassword')
  })
})

describe('who may make a key', () => {
  it('everybody for oneself: Cloud and Global keys, and keys of what one has any right on', async () => {
    const { id, authorization } = await actor([
      'DeveloperRead',
      `${cluster()}/kafka=${clusterId}/topic=orders*`,
    ])
    for (const resource of [null, { id: 'global' }, { id: clusterId }])
      expect((await create(authorization, id, resource)).status).toBe(202)
    const nobody = await actor()
    expect((await create(nobody.authorization, nobody.id, null)).status).toBe(202)
    for (const resource of [{ id: clusterId }, { id: registryId }])
      expect((await create(nobody.authorization, nobody.id, resource)).status).toBe(403)
  })

  it('for another account only with the right to make keys on the resource', async () => {
    const target = await makeServiceAccount()
    const developer = await actor(['DeveloperManage', `${cluster()}/kafka=${clusterId}/topic=orders`])
    const admin = await actor(['CloudClusterAdmin', cluster()])
    expect((await create(developer.authorization, target, { id: clusterId })).status).toBe(403)
    expect((await create(admin.authorization, target, { id: clusterId })).status).toBe(202)
    for (const resource of [null, { id: 'global' }, { id: registryId }])
      expect((await create(admin.authorization, target, resource)).status).toBe(403)
  })

  it('not for an account that has what one could not grant, be it by one binding of several', async () => {
    const admin = await actor(['CloudClusterAdmin', cluster()])
    const elsewhere = environmentCrn(ours.id, 'env-other1')
    const strong = await makeServiceAccount(
      ['DeveloperRead', `${cluster()}/kafka=${clusterId}/topic=a`],
      ['EnvironmentAdmin', elsewhere],
    )
    const refused = await create(admin.authorization, strong, { id: clusterId })
    expect(refused.status).toBe(403)
    expect(problemsOf(refused)[0]?.detail).toContain(`EnvironmentAdmin on ${elsewhere}`)
    const events = await db.auditEvent.findMany({
      where: { organizationId: ours.id, principal: `User:${admin.id}`, isGranted: false },
    })
    expect(events.map(({ method }) => method)).toContain('api-keys:create')
    // Its own bindings lie within the cluster, whose administrator could grant them.
    const weak = await makeServiceAccount(
      ['ResourceOwner', `${cluster()}/kafka=${clusterId}/topic=a*`],
      ['CloudClusterAdmin', cluster()],
    )
    expect((await create(admin.authorization, weak, { id: clusterId })).status).toBe(202)
  })

  it('nor for another user: an account administrator does not become one who reads data', async () => {
    const accounts = await actor(['AccountAdmin', organization()])
    expect((await create(accounts.authorization, ours.userId)).status).toBe(403)
    expect((await create(accounts.authorization, await makeServiceAccount())).status).toBe(202)
    expect((await create(ours.authorization, ours.userId)).status).toBe(202)
  })
})

describe('who sees and changes a key', () => {
  it('one always sees, edits and deletes their own; others need the right on its resource', async () => {
    const owner = await actor()
    const other = await actor()
    const clusterAdmin = await actor(['CloudClusterAdmin', cluster()])
    const params = { apiKeyId: owner.key }
    const patch = (authorization: string) =>
      call(PATCH, {
        authorization,
        method: 'PATCH',
        params,
        body: { spec: { description: 'mine', display_name: 'k' } },
      })
    for (const { authorization } of [other, clusterAdmin]) {
      expect((await call(GET, { authorization, params })).status).toBe(403)
      expect((await patch(authorization)).status).toBe(403)
      expect((await call(DELETE, { authorization, method: 'DELETE', params })).status).toBe(403)
    }
    const { authorization } = owner
    expect((await call(GET, { authorization, params })).status).toBe(200)
    expect((await patch(authorization)).body).toMatchObject({
      spec: { description: 'mine', display_name: 'k' },
    })
    expect((await call(DELETE, { authorization, method: 'DELETE', params })).status).toBe(204)
    expect((await call(ENVIRONMENTS, { authorization })).status).toBe(401)
  })

  it('the list holds their own keys and those of resources where one may read keys', async () => {
    const owner = await actor()
    const clusterAdmin = await actor(['CloudClusterAdmin', cluster()])
    const onCluster = made(
      await create(clusterAdmin.authorization, await makeServiceAccount(), { id: clusterId }),
    )
    const list = async (authorization: string, query = '') => {
      const { body } = await call(LIST, { authorization, query: `?page_size=100${query}` })
      const { data, metadata } = body as { data: ApiKeyDto[]; metadata: { total_size: number } }
      expect(metadata.total_size).toBe(data.length)
      return data.map(({ id }) => id)
    }
    expect(await list(owner.authorization)).toEqual([owner.key])
    const seen = await list(clusterAdmin.authorization)
    expect(seen).toEqual(expect.arrayContaining([clusterAdmin.key, onCluster.id]))
    expect(seen).not.toContain(owner.key)
    expect(await list(ours.authorization)).toEqual(
      expect.arrayContaining([owner.key, clusterAdmin.key, onCluster.id]),
    )

    const all = await list(ours.authorization, '&spec.owner=&spec.resource=')
    expect(all).toEqual(await list(ours.authorization))
    expect(await list(ours.authorization, `&spec.owner=${owner.id}`)).toEqual([owner.key])
    expect(await list(ours.authorization, `&spec.resource=${clusterId}`)).toContain(onCluster.id)
    expect(await list(ours.authorization, '&spec.resource=cloud')).toContain(owner.key)
    expect(await list(ours.authorization, '&spec.resource=global')).not.toContain(owner.key)
    expect(await list(owner.authorization, `&spec.resource=${clusterId}`)).toEqual([])
    expect(await list(ours.authorization, '&spec.resource=lkc-nothere')).toEqual([])
  })
})

describe('owners that leave', () => {
  it('a key of a service account that is gone, or of a user who left the organization, is refused', async () => {
    const { id, authorization } = await actor()
    expect((await call(ENVIRONMENTS, { authorization })).status).toBe(200)
    await db.serviceAccount.delete({ where: { id } })
    expect((await call(ENVIRONMENTS, { authorization })).status).toBe(401)
    const other = await makeOrganization()
    await db.membership.deleteMany({ where: { userId: other.userId } })
    expect((await call(ENVIRONMENTS, { authorization: other.authorization })).status).toBe(401)
  })
})
