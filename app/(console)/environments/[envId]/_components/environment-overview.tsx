'use client'

import { useQuery } from '@tanstack/react-query'
import { Boxes, Plus } from 'lucide-react'
import Link from 'next/link'
import { clusterStatus, providerName } from '@/components/clusters/cluster-status'
import { useEnvironmentCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { useEnvironmentActions } from '@/components/environments/environment-dialogs'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { LinkTile } from '@/components/patterns/link-tile'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { TileSkeletons } from '@/components/patterns/tile-skeletons'
import { Button } from '@/components/ui/button'
import { Status } from '@/components/ui/status'
import type { ClusterDto } from '@/lib/clusters/schema'
import type { EnvironmentDto } from '@/lib/environments/schema'
import { paths } from '@/lib/paths'
import { bootstrapServerOf, clustersQuery } from '@/lib/queries/clusters'
import { environmentQuery } from '@/lib/queries/environments'
import { useDeniedReason } from '@/lib/queries/session'
import { GovernancePanel } from './governance-panel'

export function EnvironmentOverview({ environmentId }: { environmentId: string }) {
  const { data, error, refetch } = useQuery(environmentQuery(environmentId))
  if (data) return <Loaded environment={data} />
  return error ? (
    <ErrorState title="The environment could not be read" error={error} onRetry={() => void refetch()} />
  ) : null
}

function Loaded({ environment }: { environment: EnvironmentDto }) {
  const { data: clusters, error, refetch } = useQuery(clustersQuery(environment.id))
  const { items, dialogs } = useEnvironmentActions(environment)
  const crumbs = useEnvironmentCrumbs(environment.id)
  const cannotCreate = useDeniedReason('clusters:create', environment.metadata.resource_name)
  const createButton = cannotCreate ? (
    <Button variant="primary" disabledReason={cannotCreate}>
      Create cluster
    </Button>
  ) : (
    <Button variant="primary" asChild>
      <Link href={paths.newCluster(environment.id)}>
        <Plus aria-hidden="true" />
        Create cluster
      </Link>
    </Button>
  )
  return (
    <Page>
      <PageHeader
        title={environment.display_name}
        breadcrumb={crumbs}
        ids={[{ id: environment.id }]}
        action={createButton}
        menu={items}
      />
      {error && !clusters ? (
        <ErrorState title="The clusters could not be read" error={error} onRetry={() => void refetch()} />
      ) : clusters?.length === 0 ? (
        <EmptyState icon={<Boxes />} title="No clusters in this environment" action={createButton}>
          A cluster runs Kafka: on this machine in seconds, or your own Kafka elsewhere.
        </EmptyState>
      ) : (
        <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {clusters?.map((cluster) => <ClusterTile key={cluster.id} cluster={cluster} />) ?? (
            <TileSkeletons count={2} />
          )}
        </div>
      )}
      <GovernancePanel environmentId={environment.id} />
      {dialogs}
    </Page>
  )
}

function ClusterTile({ cluster }: { cluster: ClusterDto }) {
  const status = clusterStatus(cluster)
  return (
    <LinkTile
      href={paths.overview(cluster.spec.environment.id, cluster.id)}
      title={cluster.spec.display_name}
      status={<Status tone={status.tone}>{status.word}</Status>}
      facts={[
        { label: 'ID', value: <span className="font-mono text-xs">{cluster.id}</span> },
        { label: 'Type', value: `${cluster.spec.config.kind}, ${providerName(cluster).toLowerCase()}` },
        {
          label: 'Bootstrap',
          value: <span className="font-mono text-xs break-all">{bootstrapServerOf(cluster) ?? '–'}</span>,
        },
      ]}
    />
  )
}
