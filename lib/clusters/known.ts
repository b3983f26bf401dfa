// Kafka clusters as requests to the data plane name them, without asking the database for each one.
import { db } from '@/lib/db'
import { LastKnown } from '@/lib/last-known'
import type { KafkaCluster } from '@/lib/generated/prisma/client'

const options = { freshMs: 5000, staleMs: 15 * 60_000, max: 1000 }
const byId = new LastKnown<KafkaCluster>(options)
const byOrganization = new LastKnown<KafkaCluster>(options)

export function forgetClusters(): void {
  byId.forget()
  byOrganization.forget()
}

/** Below `/<lkc-…>/`; null when the request leaves it to the key. */
export function clusterIdIn(request: Request): string | null {
  const [, first = ''] = new URL(request.url).pathname.split('/')
  return /^lkc-\w+$/.test(first) ? first : null
}

export const findKnownCluster = (id: string): Promise<KafkaCluster | null> =>
  byId.get(id, () => db.kafkaCluster.findFirst({ where: { id, desired: { not: 'DELETED' } } }))

/** The organization's oldest. */
export const findDefaultCluster = (organizationId: string): Promise<KafkaCluster | null> =>
  byOrganization.get(organizationId, () =>
    db.kafkaCluster.findFirst({
      where: { organizationId, desired: { not: 'DELETED' } },
      orderBy: { createdAt: 'asc' },
    }),
  )
