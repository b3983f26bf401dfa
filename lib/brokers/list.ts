import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { reachCluster } from '@/lib/clusters/reach'
import { describeCluster, type ClusterDescription } from '@/lib/kafka'

export type Broker = ClusterDescription['brokers'][number]

export async function listBrokers(ctx: Ctx, clusterId: string): Promise<Broker[]> {
  const { connection } = await reachCluster(ctx, 'clusters:read', clusterId)
  return (await describeCluster(connection)).brokers.sort((a, b) => a.id - b.id)
}

export async function getBroker(ctx: Ctx, clusterId: string, brokerId: number): Promise<Broker> {
  const found = (await listBrokers(ctx, clusterId)).find(({ id }) => id === brokerId)
  if (found) return found
  throw new AppError(
    'not_found',
    `Broker ${brokerId} is not part of this cluster, or not there at the moment.`,
  )
}
