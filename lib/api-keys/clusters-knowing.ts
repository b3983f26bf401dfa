import type { Db, Tx } from '@/lib/db'

/** The clusters on whose brokers an account has keys. */
export async function clustersKnowing(
  tx: Pick<Tx | Db, 'apiKey' | 'kafkaCluster'>,
  organizationId: string,
  ownerId: string,
): Promise<string[]> {
  const keys = await tx.apiKey.findMany({
    where: { organizationId, ownerId, deletedAt: null },
    select: { resourceId: true, resourceKind: true },
  })
  if (keys.some(({ resourceKind }) => resourceKind === 'Global')) {
    const all = await tx.kafkaCluster.findMany({
      where: { organizationId, desired: 'PRESENT' },
      select: { id: true },
    })
    return all.map(({ id }) => id)
  }
  return [...new Set(keys.flatMap(({ resourceId }) => (resourceId?.startsWith('lkc-') ? [resourceId] : [])))]
}
