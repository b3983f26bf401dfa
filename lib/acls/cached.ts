// ACLs of each cluster as its broker has them, at most 5 s old: every decision on a topic or group asks for them.
import { clusterConnection } from '@/lib/clusters/connection'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { describeAcls, kafkaErrorOf, type AclBinding } from '@/lib/kafka'

const keptMs = 5_000

/** Counted from the question: an answer is never older than that says. */
type Entry = { at: number; acls: Promise<AclBinding[]> }
const entries = new Map<string, Entry>()

/** All ACLs of the cluster. Empty where there are none to ask for: no broker yet, no authorizer, or no right to list them. */
export function aclsOf(cluster: KafkaCluster): Promise<AclBinding[]> {
  const known = entries.get(cluster.id)
  if (known && performance.now() - known.at < keptMs) return known.acls
  const entry: Entry = { at: performance.now(), acls: read(cluster) }
  entries.set(cluster.id, entry)
  entry.acls.catch(() => {
    if (entries.get(cluster.id) === entry) entries.delete(cluster.id)
  })
  return entry.acls
}

/** After a change of our own: the next decision reads anew. */
export const forgetAcls = (clusterId: string): boolean => entries.delete(clusterId)

const noAcls = new Set(['SECURITY_DISABLED', 'CLUSTER_AUTHORIZATION_FAILED', 'UNSUPPORTED_VERSION'])

async function read(cluster: KafkaCluster): Promise<AclBinding[]> {
  const connection = await clusterConnection(cluster).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'unavailable') return null
    throw error
  })
  if (connection === null) return []
  try {
    return await describeAcls(connection)
  } catch (error) {
    if (noAcls.has(kafkaErrorOf(error) ?? '')) return []
    throw error
  }
}
