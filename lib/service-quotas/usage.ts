import { db } from '@/lib/db'
import type { QuotaCode } from '@/lib/service-quotas/limits'

/** How much of each quota of the organization is used. */
export async function organizationUsage(organizationId: string): Promise<Partial<Record<QuotaCode, number>>> {
  const where = { organizationId }
  const [environments, serviceAccounts, users, invitations, apiKeys, roleBindings] = await Promise.all([
    db.environment.count({ where }),
    db.serviceAccount.count({ where }),
    db.membership.count({ where }),
    db.invitation.count({ where }),
    db.apiKey.count({ where: { ...where, deletedAt: null } }),
    db.roleBinding.count({ where }),
  ])
  return {
    environments_per_org: environments,
    service_accounts_per_org: serviceAccounts,
    users_per_org: users,
    invitations_per_org: invitations,
    apikeys_per_org: apiKeys,
    role_bindings_per_org: roleBindings,
  }
}

/** Kafka clusters by environment. */
export async function environmentUsage(environmentIds: string[]): Promise<Map<string, number>> {
  const groups = await db.kafkaCluster.groupBy({
    by: ['environmentId'],
    where: { environmentId: { in: environmentIds }, desired: 'PRESENT' },
    _count: true,
  })
  return new Map(groups.map(({ environmentId, _count: count }) => [environmentId, count]))
}
