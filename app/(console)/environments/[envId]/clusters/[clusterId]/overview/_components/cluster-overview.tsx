'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { clusterStatus } from '@/components/clusters/cluster-status'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { WithCluster } from '@/components/clusters/with-cluster'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { TimeRangeMenu, useTimeRange } from '@/components/patterns/time-range'
import { Button } from '@/components/ui/button'
import { Status } from '@/components/ui/status'
import type { ClusterDto } from '@/lib/clusters/schema'
import { plural } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { connectorsQuery } from '@/lib/queries/connectors'
import { clusterMetricsQuery } from '@/lib/queries/metrics'
import { BusiestTopics } from './busiest-topics'
import { ClusterNotReady } from './cluster-not-ready'
import { FirstSteps } from './first-steps'
import { NeedsAttention } from './needs-attention'
import { StorageChart, ThroughputCharts } from './throughput-charts'

type Props = { environmentId: string; clusterId: string }

export function ClusterOverview(props: Props) {
  return <WithCluster {...props}>{(cluster) => <Dashboard cluster={cluster} {...props} />}</WithCluster>
}

function Dashboard({ cluster, environmentId, clusterId }: Props & { cluster: ClusterDto }) {
  const range = useTimeRange()
  const crumbs = useClusterCrumbs(environmentId, clusterId)
  const isReady = cluster.status.phase === 'PROVISIONED'
  const metrics = useQuery({ ...clusterMetricsQuery(clusterId, range.id), enabled: isReady })
  const connectors = useQuery({ ...connectorsQuery(clusterId), enabled: isReady }).data
  const status = clusterStatus(cluster)
  const { topics, partitions } = metrics.data?.latest ?? {}
  const facts = [
    topics === undefined ? '' : plural(topics, 'topic'),
    partitions === undefined ? '' : plural(partitions, 'partition'),
    connectors === undefined ? '' : plural(connectors.length, 'connector'),
  ].filter(Boolean)
  const isNew = topics === 0
  return (
    <Page>
      <PageHeader
        title="Cluster overview"
        breadcrumb={crumbs}
        status={
          <Status tone={status.tone} isLive>
            {status.word}
          </Status>
        }
        facts={facts.join(' · ')}
        controls={isReady ? <TimeRangeMenu /> : null}
        action={
          isReady ? (
            <Button variant="primary" asChild>
              <Link href={paths.newTopic(environmentId, clusterId)}>
                <Plus aria-hidden="true" />
                Create topic
              </Link>
            </Button>
          ) : null
        }
      />
      {isReady ? (
        <>
          {isNew ? <FirstSteps environmentId={environmentId} clusterId={clusterId} /> : null}
          <ThroughputCharts
            metrics={metrics.data}
            rangeMs={range.ms}
            isExternal={cluster.spec.external !== undefined}
          />
          <div className="grid items-start gap-4 lg:grid-cols-3">
            <BusiestTopics cluster={cluster} metrics={metrics.data} className="lg:col-span-2" />
            <div className="flex min-w-0 flex-col gap-4">
              <NeedsAttention cluster={cluster} />
              <StorageChart metrics={metrics.data} rangeMs={range.ms} />
            </div>
          </div>
        </>
      ) : (
        <ClusterNotReady cluster={cluster} />
      )}
    </Page>
  )
}
