// Role bindings as ACLs on one cluster. Only ACLs that Tributary made are ever removed; others on the broker stay.
import { readCompiledAcls } from '@/lib/acls/compiled'
import { aclKey } from '@/lib/acls/key'
import { clusterConnection } from '@/lib/clusters/connection'
import { clusterCrn, environmentCrn, organizationCrn } from '@/lib/crn'
import { db } from '@/lib/db'
import type { ApiKey, KafkaCluster } from '@/lib/generated/prisma/client'
import { createAcls, deleteAcls, describeAcls, type AclBinding } from '@/lib/kafka'
import { compileAcls } from '@/lib/permissions'
import { anonymousAcls } from '@/worker/clusters/anonymous-acls'

const running = new Map<string, Promise<void>>()

/** One at a time per cluster: two at once would undo each other's work. A call during another one sees the newest bindings. */
export function applyClusterAcls(cluster: KafkaCluster): Promise<void> {
  const before = running.get(cluster.id) ?? Promise.resolve()
  const next = before.catch(() => undefined).then(() => apply(cluster))
  running.set(cluster.id, next)
  return next
}

async function apply(cluster: KafkaCluster): Promise<void> {
  const made = await readMade(cluster.id)
  const wanted = await wantedAcls(cluster)
  const connection = await clusterConnection(cluster)
  const present = new Set((await describeAcls(connection)).map(aclKey))
  const wantedKeys = new Set(wanted.map(aclKey))
  const missing = wanted.filter((entry) => !present.has(aclKey(entry)))
  const outdated = made.filter((entry) => !wantedKeys.has(aclKey(entry)))
  if (missing.length + outdated.length === 0) return
  // On record before they are made: one that a crash left behind could never be taken away.
  if (missing.length > 0) {
    await writeMade(cluster.id, union(made, missing))
    await createAcls(connection, missing)
  }
  if (outdated.length > 0) {
    await deleteAcls(connection, outdated)
    const outdatedKeys = new Set(outdated.map(aclKey))
    await writeMade(
      cluster.id,
      union(made, missing).filter((entry) => !outdatedKeys.has(aclKey(entry))),
    )
  }
}

/** From the row as it is now: the caller's may be older than the last run. */
async function readMade(clusterId: string): Promise<AclBinding[]> {
  const row = await db.kafkaCluster.findUnique({ where: { id: clusterId }, select: { compiledAcls: true } })
  return row ? readCompiledAcls(row) : []
}

const writeMade = (clusterId: string, compiledAcls: AclBinding[]) =>
  db.kafkaCluster.updateMany({ where: { id: clusterId }, data: { compiledAcls } })

const union = (one: AclBinding[], other: AclBinding[]): AclBinding[] => [
  ...new Map([...one, ...other].map((entry) => [aclKey(entry), entry])).values(),
]

/** Local brokers know a key's owner; an external broker only knows the key, so its ACLs name keys. */
async function wantedAcls(cluster: KafkaCluster): Promise<AclBinding[]> {
  const { organizationId, environmentId, id } = cluster
  const crn = clusterCrn(organizationId, environmentId, id)
  const covering = [organizationCrn(organizationId), environmentCrn(organizationId, environmentId), crn]
  const bindings = await db.roleBinding.findMany({
    where: {
      organizationId,
      OR: [{ crnPattern: { in: covering } }, { crnPattern: { startsWith: `${crn}/` } }],
    },
  })
  const byPrincipal = Map.groupBy(bindings, ({ principal }) => principal)
  const subjects =
    cluster.provider === 'LOCAL'
      ? [...byPrincipal.keys()].map((principal) => ({ principal, name: principal }))
      : (await keysOn(cluster)).map((key) => ({ principal: `User:${key.ownerId}`, name: `User:${key.id}` }))
  const inactive = await inactivePrincipals(subjects.map(({ principal }) => principal))
  const compiled = subjects
    .filter(({ principal }) => !inactive.has(principal))
    .flatMap(({ principal, name }) =>
      compileAcls(byPrincipal.get(principal) ?? [], crn).map((rule) => ({
        ...rule,
        principal: name,
        host: '*',
        permission: 'ALLOW' as const,
      })),
    ) as AclBinding[]
  return [...compiled, ...anonymousAcls(cluster)]
}

/** The keys that log in on this cluster: its own, and those for every resource. */
const keysOn = ({ organizationId, id }: KafkaCluster): Promise<Pick<ApiKey, 'id' | 'ownerId'>[]> =>
  db.apiKey.findMany({
    where: { organizationId, deletedAt: null, OR: [{ resourceId: id }, { resourceKind: 'Global' }] },
    select: { id: true, ownerId: true },
  })

async function inactivePrincipals(principals: string[]): Promise<Set<string>> {
  const ids = [...new Set(principals.filter((one) => one.startsWith('User:u-')).map((one) => one.slice(5)))]
  const users = await db.user.findMany({ where: { id: { in: ids }, isActive: false }, select: { id: true } })
  return new Set(users.map(({ id }) => `User:${id}`))
}
