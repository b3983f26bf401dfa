// A cluster row whose broker answers: what the clusters loop would write, without the loop.
import { internalConnectionPlace } from '@/lib/clusters/connection'
import { db } from '@/lib/db'
import { putSecret } from '@/lib/secrets/store'
import { startTestBroker, type TestBroker } from '@/tests/support/broker'
import { makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'

export async function makeReachableCluster(
  organization: Organization,
  broker: TestBroker,
  displayName?: string,
): Promise<string> {
  const id = await makeCluster(organization, displayName)
  await putSecret(db, organization.id, internalConnectionPlace(id), JSON.stringify(broker.connection))
  await db.kafkaCluster.update({ where: { id }, data: { phase: 'PROVISIONED', health: 'RUNNING' } })
  return id
}

export async function startReachableCluster(): Promise<{
  broker: TestBroker
  owner: Organization
  clusterId: string
}> {
  const broker = await startTestBroker()
  const owner = await makeOrganization()
  return { broker, owner, clusterId: await makeReachableCluster(owner, broker) }
}
