'use client'

import { Loader, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { EmptyState } from '@/components/patterns/empty-state'
import { Button } from '@/components/ui/button'
import type { ClusterDto } from '@/lib/clusters/schema'
import { paths } from '@/lib/paths'

/** What to say while there is nothing to chart: on its way, or failed and why. */
export function ClusterNotReady({ cluster }: { cluster: ClusterDto }) {
  const isFailed = cluster.status.phase === 'FAILED'
  const settings = paths.settings(cluster.spec.environment.id, cluster.id)
  return (
    <div role="status">
      {isFailed ? (
        <EmptyState
          icon={<TriangleAlert className="text-bad" />}
          title="The cluster could not be started"
          action={
            <Button asChild>
              <Link href={settings}>Cluster settings</Link>
            </Button>
          }
        >
          {cluster.status.message ?? 'The worker log has the reason.'} Tributary tries again by itself.
        </EmptyState>
      ) : (
        <EmptyState icon={<Loader />} title="The cluster is being provisioned">
          {cluster.spec.external
            ? 'Tributary is connecting to your Kafka.'
            : 'Its broker starts on this machine. That takes a few seconds; this page goes on by itself.'}{' '}
          {cluster.status.message}
        </EmptyState>
      )}
    </div>
  )
}
