// A cluster row whose broker answers: what the clusters loop would write, without the loop.
import { internalConnectionPlace } from '@/lib/clusters/connection'
import { db } from '@/lib/db'
import { putSecret } from '@/lib/secrets/store'
import type { TestBroker } from '@/tests/support/broker'
import { makeCluster, type Organization } from '@/tests/support/factories'

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
