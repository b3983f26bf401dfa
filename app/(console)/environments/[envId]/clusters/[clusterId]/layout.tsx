import type { ReactNode } from 'react'
import { toClusterDto } from '@/lib/clusters/dto'
import { requireCluster } from '@/lib/clusters/get'
import { clusterKeys } from '@/lib/queries/clusters'
import { orNotFound } from '../../../../_components/or-not-found'
import { Prefetched } from '../../../../_components/prefetched'
import { requireSignedIn } from '../../../../_components/signed-in'
import { ClusterShell } from './_components/cluster-shell'

type Props = { params: Promise<{ envId: string; clusterId: string }>; children: ReactNode }

export default async function ClusterLayout({ params, children }: Props) {
  const { envId, clusterId } = await params
  const ctx = await requireSignedIn()
  const cluster = toClusterDto(
    await orNotFound(requireCluster(ctx, 'clusters:read', clusterId, { environmentId: envId })),
  )
  return (
    <Prefetched entries={[[clusterKeys.one(envId, clusterId), cluster]]}>
      <ClusterShell environmentId={envId} clusterId={clusterId}>
        {children}
      </ClusterShell>
    </Prefetched>
  )
}
