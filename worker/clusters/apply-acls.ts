// Role bindings as ACLs on one cluster. Only ACLs that Tributary compiled are ever removed; others on the broker stay.
import { z } from 'zod'
import { clusterConnection } from '@/lib/clusters/connection'
import { clusterCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { createAcls, deleteAcls, describeAcls, type AclBinding } from '@/lib/kafka'
import { compileAcls } from '@/lib/permissions'

const acl = z.object({
  resourceType: z.enum(['TOPIC', 'GROUP', 'CLUSTER', 'TRANSACTIONAL_ID']),
  resourceName: z.string(),
  patternType: z.enum(['LITERAL', 'PREFIXED']),
  principal: z.string(),
  host: z.string(),
  operation: z.string(),
  permission: z.string(),
})

const keyOf = (entry: AclBinding): string =>
  [
    entry.resourceType,
    entry.patternType,
    entry.resourceName,
    entry.principal,
    entry.host,
    entry.operation,
    entry.permission,
  ].join('|')

export async function applyClusterAcls(cluster: KafkaCluster): Promise<void> {
  const wanted = await wantedAcls(cluster)
  const before = z.array(acl).parse(cluster.compiledAcls) as AclBinding[]
  const connection = await clusterConnection(cluster)
  const present = new Set((await describeAcls(connection)).map(keyOf))
  const wantedKeys = new Set(wanted.map(keyOf))
  const missing = wanted.filter((entry) => !present.has(keyOf(entry)))
  const outdated = before.filter((entry) => !wantedKeys.has(keyOf(entry)))
  if (missing.length > 0) await createAcls(connection, missing)
  if (outdated.length > 0) await deleteAcls(connection, outdated)
  if (missing.length + outdated.length > 0 || before.length !== wanted.length)
    await db.kafkaCluster.updateMany({ where: { id: cluster.id }, data: { compiledAcls: wanted } })
}

/** Local brokers know a key's owner; an external broker only knows the key, so its ACLs name keys. */
async function wantedAcls(cluster: KafkaCluster): Promise<AclBinding[]> {
  const { organizationId, environmentId, id } = cluster
  const bindings = await db.roleBinding.findMany({ where: { organizationId } })
  const crn = clusterCrn(organizationId, environmentId, id)
  const byPrincipal = Map.groupBy(bindings, ({ principal }) => principal)
  const subjects =
    cluster.provider === 'LOCAL'
      ? [...byPrincipal.keys()].map((principal) => ({ principal, name: principal }))
      : (await db.apiKey.findMany({ where: { resourceId: id, deletedAt: null } })).map((key) => ({
          principal: `User:${key.ownerId}`,
          name: `User:${key.id}`,
        }))
  return subjects.flatMap(({ principal, name }) =>
    compileAcls(byPrincipal.get(principal) ?? [], crn).map((rule) => ({
      ...rule,
      principal: name,
      host: '*',
      permission: 'ALLOW' as const,
    })),
  ) as AclBinding[]
}
