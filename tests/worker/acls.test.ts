import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as acls from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/acls/route'
import * as batch from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/acls:batch/route'
import * as topics from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/route'
import * as topic from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/[topicName]/route'
import * as configs from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/[topicName]/configs/route'
import * as alter from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/[topicName]/configs:alter/route'
import * as records from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/topics/[topicName]/records/route'
import * as group from '@/app/(control-plane)/kafka/v3/clusters/[clusterId]/consumer-groups/[groupId]/route'
import { clusterCrn, kafkaCrn, topicCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import { newId } from '@/lib/ids'
import { createAcls, createTopic, describeAcls } from '@/lib/kafka'
import { applyClusterAcls } from '@/worker/clusters/apply-acls'
import { endTestBroker, type TestBroker } from '@/tests/support/broker'
import { call, makeOrganization, type Answer, type Organization } from '@/tests/support/factories'
import { makeMember, type Member } from '@/tests/support/members'
import { makeReachableCluster, startReachableCluster } from '@/tests/support/reachable-cluster'

let broker: TestBroker
let owner: Organization
let stranger: Organization
let clusterId: string

beforeAll(async () => {
  ;({ broker, owner, clusterId } = await startReachableCluster())
  stranger = await makeOrganization()
})

afterAll(() => endTestBroker(broker))

type Handler = Parameters<typeof call>[0]
type Options = Partial<Parameters<typeof call>[1]>
const ask = (handler: Handler, { params, ...more }: Options = {}): Promise<Answer> =>
  call(handler, { authorization: owner.authorization, ...more, params: { clusterId, ...params } })

const row = (more: Record<string, string> = {}) => ({
  resource_type: 'TOPIC',
  resource_name: 'orders',
  pattern_type: 'LITERAL',
  principal: 'User:sa-abc123',
  host: '*',
  operation: 'READ',
  permission: 'ALLOW',
  ...more,
})
type Row = ReturnType<typeof row>
const search = (filter: Record<string, string>): string => `?${new URLSearchParams(filter).toString()}`
const create = (body: unknown, more: Options = {}): Promise<Answer> =>
  ask(acls.POST, { method: 'POST', body, ...more })
const remove = (filter: Record<string, string>): Promise<Answer> =>
  ask(acls.DELETE, { method: 'DELETE', query: search(filter) })
const found = async (filter: Record<string, string>): Promise<Row[]> => {
  const { status, body } = await ask(acls.GET, { query: search(filter) })
  expect(status, JSON.stringify(body)).toBe(200)
  return (body as { data: Row[] }).data
}

describe('ACLs of Kafka REST v3', () => {
  test('create answers 201 without a body; the seven values find exactly that one; delete answers 200 with it', async () => {
    expect(await create(row())).toMatchObject({ status: 201, body: null })
    await create(row({ pattern_type: 'PREFIXED' }))
    await create(row({ resource_name: '*' }))
    expect(await found(row())).toEqual([
      {
        kind: 'KafkaAcl',
        metadata: {
          self: expect.stringContaining(`/kafka/v3/clusters/${clusterId}/acls?resource_type=TOPIC`) as string,
        },
        cluster_id: clusterId,
        ...row(),
      },
    ])
    expect(await remove(row())).toMatchObject({ status: 200, body: { data: [row()] } })
    expect(await found(row())).toEqual([])
    expect(await remove(row())).toEqual(expect.objectContaining({ status: 200, body: { data: [] } }))
    expect(await found({ principal: 'User:sa-abc123' })).toHaveLength(2)
  })

  test('the same ACL twice is one ACL', async () => {
    const twice = row({ principal: 'User:sa-twice' })
    expect((await create(twice)).status).toBe(201)
    expect((await create(twice)).status).toBe(201)
    expect(await found(twice)).toHaveLength(1)
  })

  test('UserV2:* is every principal, UserV2:sa-… that one, an empty name any; rows say User:sa-…', async () => {
    await create(row({ principal: 'UserV2:sa-new', resource_name: 'v2' }))
    const all = await found({ host: '*', principal: 'UserV2:*', resource_name: '' })
    expect(all.map(({ principal }) => principal)).toEqual(expect.arrayContaining(['User:sa-new']))
    expect(await found({ host: '*', principal: 'UserV2:sa-new', resource_name: '' })).toMatchObject([
      { principal: 'User:sa-new', resource_name: 'v2' },
    ])
  })

  test('acls:batch creates all of them, or none when one is wrong', async () => {
    const data = ['READ', 'WRITE'].map((operation) => row({ operation, principal: 'User:sa-batch' }))
    expect((await ask(batch.POST, { method: 'POST', body: { data } })).status).toBe(201)
    expect(await found({ principal: 'User:sa-batch' })).toHaveLength(2)
    const wrong = { data: [row({ principal: 'User:sa-none' }), row({ operation: 'EAT' })] }
    expect((await ask(batch.POST, { method: 'POST', body: wrong })).status).toBe(400)
    expect(await found({ principal: 'User:sa-none' })).toEqual([])
  })

  test.each([
    ['a wrong name of the cluster', row({ resource_type: 'CLUSTER', resource_name: 'mine' })],
    ['an unknown type', row({ resource_type: 'TABLE' })],
    ['an unknown operation', row({ operation: 'EAT' })],
    ['a principal without a type', row({ principal: 'alice' })],
    ['nothing', {}],
  ])('%s is refused with 400', async (_what, body) => {
    expect(await create(body)).toMatchObject({
      status: 400,
      body: { error_code: expect.any(Number) as number },
    })
  })

  test('delete wants type, pattern, operation and permission said; ANY is said too', async () => {
    expect((await remove({ resource_type: 'TOPIC' })).status).toBe(400)
    expect((await remove(row({ resource_type: 'UNKNOWN' }))).status).toBe(400)
    await create(row({ principal: 'User:sa-gone' }))
    const any = { resource_type: 'ANY', pattern_type: 'ANY', operation: 'ANY', permission: 'ANY' }
    expect((await remove({ ...any, principal: 'User:sa-gone' })).body).toMatchObject({ data: [{}] })
  })

  test("another organization's cluster answers 404, a user without rights 403", async () => {
    expect((await ask(acls.GET, { authorization: stranger.authorization })).status).toBe(404)
    expect((await create(row(), { authorization: stranger.authorization })).status).toBe(404)
    const { authorization } = await makeMember(owner)
    expect(await ask(acls.GET, { authorization })).toMatchObject({ status: 403, body: { error_code: 40301 } })
    expect((await create(row(), { authorization })).status).toBe(403)
  })

  test('a change is on the audit log, its attempt and its result', async () => {
    await create(row({ principal: 'User:sa-audited' }))
    const [event] = await db.auditEvent.findMany({
      where: { organizationId: owner.id, method: 'kafka.CreateAcls' },
      orderBy: { sequence: 'desc' },
      take: 1,
    })
    expect(event).toMatchObject({ data: { result: 'SUCCESS' } })
  })
})

describe('ACLs of role bindings', () => {
  test('are listed, and neither made nor deleted by hand: the answer names the binding', async () => {
    const crnPattern = topicCrn(kafkaCrn(owner.id, owner.environmentId, clusterId), 'bound')
    const principal = 'User:sa-bound'
    const binding = await db.roleBinding.create({
      data: { id: newId('rb'), organizationId: owner.id, principal, roleName: 'DeveloperRead', crnPattern },
    })
    await applyClusterAcls(await db.kafkaCluster.findUniqueOrThrow({ where: { id: clusterId } }))
    const compiled = row({ principal, resource_name: 'bound' })
    expect(await found(compiled)).toHaveLength(1)
    for (const answer of [await remove(compiled), await create(compiled)]) {
      expect(answer).toMatchObject({ status: 409, body: { error_code: 409 } })
      expect(JSON.stringify(answer.body)).toContain(binding.id)
    }
    expect(await found(compiled)).toHaveLength(1)
  })
})

describe('raw ACLs count on the API as on the broker', () => {
  const allow = (who: Member, more: Record<string, string>) =>
    create(row({ principal: who.principal, ...more }))
  const as = (who: Member, handler: Handler, more: Options = {}) =>
    ask(handler, { authorization: who.authorization, ...more })
  const names = ({ body }: Answer) =>
    (body as { data: { topic_name: string }[] }).data.map(({ topic_name: name }) => name)

  beforeAll(async () => {
    for (const name of ['acl-a', 'acl-b', 'other'])
      await createTopic(broker.connection, { name, partitions: 1 })
  })

  test('without a role: an ALLOW gives its right and what it implies, and nothing more', async () => {
    const reader = await makeMember(owner)
    expect(names(await as(reader, topics.GET))).toEqual([])
    expect((await as(reader, topic.GET, { params: { topicName: 'acl-a' } })).status).toBe(403)
    await allow(reader, { resource_name: 'acl-', pattern_type: 'PREFIXED' })
    expect(names(await as(reader, topics.GET))).toEqual(['acl-a', 'acl-b'])
    expect((await as(reader, topic.GET, { params: { topicName: 'acl-a' } })).status).toBe(200)
    expect((await as(reader, topic.GET, { params: { topicName: 'other' } })).status).toBe(403)
    expect((await as(reader, configs.GET, { params: { topicName: 'acl-a' } })).status).toBe(403)
    const produce = { method: 'POST', body: { value: { data: 1 } }, params: { topicName: 'acl-a' } }
    expect((await as(reader, records.POST, produce)).status).toBe(403)
    const gone = { method: 'DELETE', params: { topicName: 'acl-a' } }
    expect((await as(reader, topic.DELETE, gone)).status).toBe(403)
  })

  test('create, configure, write and delete each need their own operation', async () => {
    const maker = await makeMember(owner)
    const mine = { topicName: 'mine-1' }
    const post = { method: 'POST', body: { topic_name: 'mine-1', partitions_count: 1 } }
    expect((await as(maker, topics.POST, post)).status).toBe(403)
    const prefixed = { resource_name: 'mine-', pattern_type: 'PREFIXED' }
    await allow(maker, { ...prefixed, operation: 'CREATE' })
    expect((await as(maker, topics.POST, post)).status).toBe(201)
    const change = { method: 'POST', params: mine, body: { data: [{ name: 'retention.ms', value: '1000' }] } }
    expect((await as(maker, alter.POST, change)).status).toBe(403)
    await allow(maker, { ...prefixed, operation: 'ALTER_CONFIGS' })
    expect((await as(maker, alter.POST, change)).status).toBe(204)
    expect((await as(maker, configs.GET, { params: mine })).status).toBe(200)
    const produce = { method: 'POST', body: { value: { data: 1 } }, params: mine }
    expect((await as(maker, records.POST, produce)).status).toBe(403)
    await allow(maker, { ...prefixed, operation: 'WRITE' })
    expect((await as(maker, records.POST, produce)).body).toMatchObject({ error_code: 200 })
    expect((await as(maker, topic.DELETE, { method: 'DELETE', params: mine })).status).toBe(403)
    await allow(maker, { ...prefixed, operation: 'DELETE' })
    expect((await as(maker, topic.DELETE, { method: 'DELETE', params: mine })).status).toBe(204)
  })

  test('CREATE on the cluster creates any topic; DESCRIBE of a group sees that group only', async () => {
    const maker = await makeMember(owner)
    await allow(maker, { resource_type: 'CLUSTER', resource_name: 'kafka-cluster', operation: 'CREATE' })
    const body = { topic_name: 'anything', partitions_count: 1 }
    expect((await as(maker, topics.POST, { method: 'POST', body })).status).toBe(201)
    await allow(maker, { resource_type: 'GROUP', resource_name: 'billing' })
    expect((await as(maker, group.GET, { params: { groupId: 'billing' } })).status).toBe(404)
    expect((await as(maker, group.GET, { params: { groupId: 'shipping' } })).status).toBe(403)
  })

  test('a DENY wins over a role on the whole cluster, and only on what it names', async () => {
    const crnPattern = clusterCrn(owner.id, owner.environmentId, clusterId)
    const admin = await makeMember(owner, [{ roleName: 'CloudClusterAdmin', crnPattern }])
    const get = (topicName: string) => as(admin, topic.GET, { params: { topicName } })
    expect((await get('acl-a')).status).toBe(200)
    await allow(admin, { resource_name: 'acl-a', operation: 'DESCRIBE', permission: 'DENY' })
    expect(await get('acl-a')).toMatchObject({ status: 403, body: { error_code: 40301 } })
    expect((await get('acl-b')).status).toBe(200)
    expect(names(await as(admin, topics.GET))).not.toContain('acl-a')
    expect(names(await as(admin, topics.GET))).toContain('acl-b')
  })

  test('an ACL that a role left on the broker gives nothing once the role is gone', async () => {
    const crnPattern = clusterCrn(owner.id, owner.environmentId, clusterId)
    const admin = await makeMember(owner, [{ roleName: 'CloudClusterAdmin', crnPattern }])
    await applyClusterAcls(await db.kafkaCluster.findUniqueOrThrow({ where: { id: clusterId } }))
    expect((await describeAcls(broker.connection, { principal: admin.principal })).length).toBeGreaterThan(0)
    await db.roleBinding.deleteMany({ where: { principal: admin.principal } })
    expect((await as(admin, topic.GET, { params: { topicName: 'acl-b' } })).status).toBe(403)
  })

  test('a key of another cluster gains nothing by an ACL', async () => {
    const elsewhere = await makeReachableCluster(owner, broker, 'elsewhere')
    const member = await makeMember(owner, [], elsewhere)
    await createAcls(broker.connection, [
      {
        resourceType: 'TOPIC',
        resourceName: '*',
        patternType: 'LITERAL',
        principal: member.principal,
        host: '*',
        operation: 'ALL',
        permission: 'ALLOW',
      },
    ])
    expect((await as(member, topic.GET, { params: { topicName: 'acl-b' } })).status).toBe(403)
  })
})
