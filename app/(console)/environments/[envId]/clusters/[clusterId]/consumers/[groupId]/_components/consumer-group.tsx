'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { GroupStatus } from '@/components/consumer-groups/group-status'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { UrlTabs } from '@/components/ui/tabs'
import type { GroupDetail } from '@/lib/consumer-groups/schema'
import { formatInteger, plural } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { consumerGroupQuery, consumerGroupsQuery } from '@/lib/queries/consumer-groups'
import { lagColumns, memberColumns } from './group-detail-columns'

type Props = { environmentId: string; clusterId: string; groupId: string }

export function ConsumerGroup({ environmentId, clusterId, groupId }: Props) {
  const crumbs = useClusterCrumbs(
    environmentId,
    clusterId,
    { label: 'Consumers', href: paths.consumers(environmentId, clusterId) },
    {
      label: groupId,
      noun: 'consumer groups',
      useSiblings: function useGroupSiblings() {
        const { data, isPending } = useQuery(consumerGroupsQuery(clusterId))
        const items = (data ?? []).map((group) => ({
          id: group.groupId,
          label: group.groupId,
          href: paths.consumer(environmentId, clusterId, group.groupId),
        }))
        return { items, isLoading: isPending }
      },
    },
  )
  const { data, error, refetch } = useQuery(consumerGroupQuery(clusterId, groupId))
  const columns = useMemo(() => lagColumns(environmentId, clusterId), [environmentId, clusterId])
  return (
    <Page>
      <PageHeader
        title={groupId}
        breadcrumb={crumbs}
        status={data && <GroupStatus state={data.state} isLive />}
        facts={data && facts(data)}
      />
      {error && !data ? (
        <ErrorState
          title="The consumer group could not be read"
          error={error}
          onRetry={() => void refetch()}
        />
      ) : (
        <UrlTabs
          label="Consumer group"
          tabs={[
            {
              id: 'lag',
              label: 'Consumer lag',
              content: (
                <DataTable
                  id="consumer-lags"
                  noun={['partition', 'partitions']}
                  columns={columns}
                  rows={data?.lags}
                  getRowId={({ topic, partition }) => `${topic}/${partition}`}
                  defaultSort="-lag"
                  searchPlaceholder="Search topics and members"
                  empty={
                    <EmptyState title="No offsets yet">
                      The group has not been given a partition and has committed nothing.
                    </EmptyState>
                  }
                />
              ),
            },
            {
              id: 'members',
              label: 'Members',
              count: data?.members,
              content: (
                <DataTable
                  id="consumer-members"
                  noun={['member', 'members']}
                  columns={memberColumns}
                  rows={data?.memberDetails}
                  getRowId={({ memberId }) => memberId}
                  urlPrefix="m"
                  hasSearch={false}
                  empty={
                    <EmptyState title="No members">
                      No consumer of the group is connected now. Its committed offsets are kept.
                    </EmptyState>
                  }
                />
              ),
            },
          ]}
        />
      )}
    </Page>
  )
}

function facts(group: GroupDetail): string {
  const lag = `${formatInteger(group.totalLag)} messages behind`
  return [plural(group.members, 'member'), lag, group.assignor].filter(Boolean).join(' · ')
}
