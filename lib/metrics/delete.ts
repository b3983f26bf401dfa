import type { Tx } from '@/lib/db'

export async function deleteMetrics(tx: Pick<Tx, '$executeRaw'>, clusterId: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM metric_samples_5s WHERE cluster_id = ${clusterId}`
  await tx.$executeRaw`DELETE FROM metric_samples_1m WHERE cluster_id = ${clusterId}`
  await tx.$executeRaw`DELETE FROM metric_samples_1h WHERE cluster_id = ${clusterId}`
}
