'use client'

import { useQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import Link from 'next/link'
import { useMemo } from 'react'
import { groupColumns } from '@/components/consumer-groups/group-columns'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/paths'
import { liveConsumerGroupsQuery } from '@/lib/queries/consumer-groups'
import type { TopicPlace } from '../../_components/topic-place'

export function TopicConsumers({ place }: { place: TopicPlace }) {
  const { environmentId, clusterId, topic } = place
  const { data, error, refetch } = useQuery(liveConsumerGroupsQuery(clusterId))
  const columns = useMemo(
    () => groupColumns(environmentId, clusterId, topic),
    [environmentId, clusterId, topic],
  )
  const rows = useMemo(
    () => data?.filter(({ topics }) => topics.some(({ name }) => name === topic)),
    [data, topic],
  )
  return (
    <DataTable
      id="topic-consumers"
      noun={['consumer group', 'consumer groups']}
      columns={columns}
      rows={rows}
      getRowId={({ groupId }) => groupId}
      rowHref={({ groupId }) => paths.consumer(environmentId, clusterId, groupId)}
      defaultSort="-lag"
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
          title="Nobody reads this topic"
          action={
            <Button asChild>
              <Link href={`${paths.clients(environmentId, clusterId)}?topic=${encodeURIComponent(topic)}`}>
                Set up a client
              </Link>
            </Button>
          }
        >
          A consumer group appears here as soon as it commits an offset of this topic.
        </EmptyState>
      }
      isFilled
    />
  )
}
