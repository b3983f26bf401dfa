// The audit topic with the account that may read it: made together, once, when there is a cluster for them.
import { auditAccountName } from '@/lib/audit-events/place'
import { auditTopic } from '@/lib/audit-events/schema'
import { hasAuditTopic } from '@/lib/audit-events/topic'
import { resourceCrn } from '@/lib/clusters/get'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { createTopic, type KafkaConnection } from '@/lib/kafka'
import { systemContextOf } from '@/lib/organizations/system-context'
import { createRoleBinding } from '@/lib/role-bindings/create'
import { createServiceAccount } from '@/lib/service-accounts/create'

const retentionMs = 180 * 24 * 3600_000
const groupPrefix = 'confluent-audit-log'

export async function makeAuditTopic(cluster: KafkaCluster, connection: KafkaConnection): Promise<void> {
  if (await hasAuditTopic(connection)) return
  const configs = { 'cleanup.policy': 'delete', 'retention.ms': String(retentionMs), 'retention.bytes': '-1' }
  await unlessThere(() => createTopic(connection, { name: auditTopic, partitions: 1, configs }))
  await unlessThere(() => makeReader(cluster))
}

async function makeReader(cluster: KafkaCluster): Promise<void> {
  const ctx = systemContextOf(cluster.organizationId, 'audit-log')
  const { id } = await createServiceAccount(ctx, {
    display_name: auditAccountName,
    description: `Make a key of this account to read ${auditTopic}, with groups named ${groupPrefix}…`,
  })
  for (const crn of [
    resourceCrn(cluster, { topic: auditTopic }),
    `${resourceCrn(cluster, { group: groupPrefix })}*`,
  ])
    await createRoleBinding(ctx, { principal: `User:${id}`, role_name: 'DeveloperRead', crn_pattern: crn })
}

/** Another worker may be as fast. */
async function unlessThere(make: () => Promise<unknown>): Promise<void> {
  await make().catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
  })
}
