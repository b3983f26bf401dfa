import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clusterCrn, kafkaCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import { closeAllKafka, createAcls, describeAcls, type AclBinding } from '@/lib/kafka'
import { deleteRoleBinding } from '@/lib/role-bindings/delete'
import { externalPasswordPlace } from '@/lib/clusters/connection'
import { putSecret } from '@/lib/secrets/store'
import { applyClusterAcls } from '@/worker/clusters/apply-acls'
import { startTestBroker, type TestBroker } from '@/tests/support/broker'
import { bindRole, makeOrganization, makeServiceAccount, type Organization } from '@/tests/support/factories'
import { insertKey } from '@/tests/support/insert-key'
import { makeReachableCluster } from '@/tests/support/reachable-cluster'

let broker: TestBroker
let organization: Organization

beforeAll(async () => {
  broker = await startTestBroker()
})
beforeEach(async () => {
  organization = await makeOrganization()
})
afterAll(async () => {
  await closeAllKafka()
  await broker.destroy()
})

const apply = async (id: string) =>
  applyClusterAcls(await db.kafkaCluster.findUniqueOrThrow({ where: { id } }))
const aclsOf = async (name: string): Promise<string[]> =>
  (await describeAcls(broker.connection, { principal: `User:${name}` }))
    .map((acl) => `${acl.resourceType} ${acl.patternType} ${acl.resourceName} ${acl.operation}`)
    .sort()
const topicCrn = (clusterId: string, name: string): string =>
  `${kafkaCrn(organization.id, organization.environmentId, clusterId)}/topic=${name}`

/** Somebody's own Kafka: its ACLs name keys. */
async function makeExternalCluster(): Promise<string> {
  const id = await makeReachableCluster(organization, broker)
  const { bootstrapServers, protocol, mechanism, username, password = '' } = broker.connection
  await putSecret(db, organization.id, externalPasswordPlace(id), password)
  await db.kafkaCluster.update({
    where: { id },
    data: {
      provider: 'EXTERNAL',
      external: {
        bootstrap_servers: bootstrapServers,
        security_protocol: protocol,
        sasl_mechanism: mechanism ?? 'PLAIN',
        sasl_username: username ?? '',
      },
    },
  })
  return id
}

describe('ACLs of role bindings', () => {
  test('on a local cluster they name the account: literal, prefixed and every topic; they leave with the binding', async () => {
    const clusterId = await makeReachableCluster(organization, broker)
    const { id } = await makeServiceAccount(organization)
    const bind = (role: 'DeveloperRead' | 'DeveloperWrite', name: string) =>
      bindRole(organization, `User:${id}`, role, topicCrn(clusterId, name))
    const literal = await bind('DeveloperRead', 'orders')
    const prefixed = await bind('DeveloperWrite', 'orders-*')
    const every = await bind('DeveloperRead', '*')
    await apply(clusterId)
    const read = ['DESCRIBE', 'DESCRIBE_CONFIGS', 'READ']
    const write = ['DESCRIBE', 'DESCRIBE_CONFIGS', 'WRITE']
    const expected = {
      literal: read.map((operation) => `TOPIC LITERAL orders ${operation}`),
      prefixed: write.map((operation) => `TOPIC PREFIXED orders- ${operation}`),
      every: read.map((operation) => `TOPIC LITERAL * ${operation}`),
    }
    expect(await aclsOf(id)).toEqual([...expected.literal, ...expected.prefixed, ...expected.every].sort())
    await deleteRoleBinding(organization.ctx, prefixed)
    await deleteRoleBinding(organization.ctx, every)
    await apply(clusterId)
    expect(await aclsOf(id)).toEqual(expected.literal)
    await deleteRoleBinding(organization.ctx, literal)
    await apply(clusterId)
    expect(await aclsOf(id)).toEqual([])
  })

  test('an ACL that was there before a role stays after it, and one of another principal is never touched', async () => {
    const clusterId = await makeReachableCluster(organization, broker)
    const { id } = await makeServiceAccount(organization)
    const own: AclBinding = {
      resourceType: 'TOPIC',
      resourceName: 'by-hand',
      patternType: 'LITERAL',
      principal: `User:${id}`,
      host: '*',
      operation: 'READ',
      permission: 'ALLOW',
    }
    await createAcls(broker.connection, [own, { ...own, principal: 'User:somebody' }])
    const binding = await bindRole(
      organization,
      `User:${id}`,
      'DeveloperRead',
      topicCrn(clusterId, 'by-hand'),
    )
    await apply(clusterId)
    expect(await aclsOf(id)).toHaveLength(3)
    await deleteRoleBinding(organization.ctx, binding)
    await apply(clusterId)
    expect(await aclsOf(id)).toEqual(['TOPIC LITERAL by-hand READ'])
    expect(await aclsOf('somebody')).toHaveLength(1)
  })

  test('on an external cluster they name the keys of the account, those for every resource too, while it is active', async () => {
    const clusterId = await makeExternalCluster()
    const { id } = await makeServiceAccount(organization)
    const [robot, other] = [
      await insertKey(organization.id, id, clusterId),
      await insertKey(organization.id, id),
    ]
    await db.apiKey.update({ where: { id: other.key }, data: { resourceKind: 'Global' } })
    const cloud = await insertKey(organization.id, id)
    await bindRole(organization, `User:${id}`, 'DeveloperWrite', topicCrn(clusterId, 'orders*'))
    const person = await insertKey(organization.id, organization.userId, clusterId)
    await apply(clusterId)
    const expected = ['DESCRIBE', 'DESCRIBE_CONFIGS', 'WRITE'].map((one) => `TOPIC PREFIXED orders ${one}`)
    expect(await aclsOf(robot.key)).toEqual(expected)
    expect(await aclsOf(other.key)).toEqual(expected)
    expect(await aclsOf(cloud.key)).toEqual([])
    expect(await aclsOf(person.key)).toHaveLength(4)

    await db.apiKey.update({ where: { id: robot.key }, data: { deletedAt: new Date() } })
    await db.user.update({ where: { id: organization.userId }, data: { isActive: false } })
    await apply(clusterId)
    expect(await aclsOf(robot.key)).toEqual([])
    expect(await aclsOf(person.key)).toEqual([])
    expect(await aclsOf(other.key)).toEqual(expected)
  })

  test('runs that overlap end with what is bound last', async () => {
    const clusterId = await makeReachableCluster(organization, broker)
    const { id } = await makeServiceAccount(organization)
    const stale = await db.kafkaCluster.findUniqueOrThrow({ where: { id: clusterId } })
    const scope = clusterCrn(organization.id, organization.environmentId, clusterId)
    const binding = await bindRole(organization, `User:${id}`, 'CloudClusterAdmin', scope)
    const first = applyClusterAcls(stale)
    await deleteRoleBinding(organization.ctx, binding)
    await Promise.all([first, applyClusterAcls(stale), applyClusterAcls(stale)])
    expect(await aclsOf(id)).toEqual([])
    const row = await db.kafkaCluster.findUniqueOrThrow({ where: { id: clusterId } })
    expect(JSON.stringify(row.compiledAcls)).not.toContain(id)
  })
})
