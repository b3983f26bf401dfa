'use client'

import { useQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import Link from 'next/link'
import { useMemo } from 'react'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { groupColumns } from '@/components/consumer-groups/group-columns'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/paths'
import { liveConsumerGroupsQuery } from '@/lib/queries/consumer-groups'

type Props = { environmentId: string; clusterId: string }

export function ConsumerGroupList({ environmentId, clusterId }: Props) {
  const crumbs = useClusterCrumbs(environmentId, clusterId, { label: 'Consumers' })
  const { data, error, refetch } = useQuery(liveConsumerGroupsQuery(clusterId))
  const columns = useMemo(() => groupColumns(environmentId, clusterId), [environmentId, clusterId])
  return (
    <Page isFilled>
      <PageHeader title="Consumers" breadcrumb={crumbs} />
      <DataTable
        id="consumer-groups"
        noun={['consumer group', 'consumer groups']}
        columns={columns}
        rows={data}
        getRowId={({ groupId }) => groupId}
        rowHref={({ groupId }) => paths.consumer(environmentId, clusterId, groupId)}
        defaultSort="group"
        searchPlaceholder="Search groups and topics"
        error={
          error && !data ? (
            <ErrorState
              title="The consumer groups could not be read"
              error={error}
              onRetry={() => void refetch()}
            />
          ) : undefined
        }
        empty={
          <EmptyState
            icon={<UsersRound />}
            title="No consumer groups yet"
            action={
              <Button variant="primary" asChild>
                <Link href={paths.clients(environmentId, clusterId)}>Set up a client</Link>
              </Button>
            }
          >
            Consumers of one group share the partitions of a topic. A group appears here when its first
            consumer connects.
          </EmptyState>
        }
        isFilled
      />
    </Page>
  )
}
