// Where programs read the audit log: what Confluent's CLI asks of `GET /api/me`.
import { auditTopic } from '@/lib/audit-events/schema'
import { findAuditCluster } from '@/lib/audit-events/topic'
import { db } from '@/lib/db'

/** The account whose keys read the topic; the worker makes it together with the topic. */
export const auditAccountName = 'Audit log reader'

export type AuditLogPlace = {
  cluster_id: string
  /** The environment, by the CLI's older word. */
  account_id: string
  service_account_id: number
  service_account_resource_id: string
  topic_name: string
}

/** Null while there is no local cluster to write to, or its reader was deleted: the CLI says then that it is not enabled. */
export async function findAuditLogPlace(organizationId: string): Promise<AuditLogPlace | null> {
  const [cluster, account] = await Promise.all([
    findAuditCluster(organizationId),
    db.serviceAccount.findFirst({ where: { organizationId, displayName: auditAccountName } }),
  ])
  if (!cluster || !account) return null
  return {
    cluster_id: cluster.id,
    account_id: cluster.environmentId,
    service_account_id: account.number,
    service_account_resource_id: account.id,
    topic_name: auditTopic,
  }
}
