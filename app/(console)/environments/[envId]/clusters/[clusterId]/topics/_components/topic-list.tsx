'use client'

import { useQuery } from '@tanstack/react-query'
import { List, Plus } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { parseAsBoolean, useQueryState } from 'nuqs'
import { useMemo } from 'react'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { useShortcut } from '@/components/patterns/shortcut-store'
import { Button } from '@/components/ui/button'
import { Switch } from '@/components/ui/switch'
import { paths } from '@/lib/paths'
import { useDeniedReason } from '@/lib/queries/session'
import { topicKeys, topicsQuery, useRefreshWithMetrics } from '@/lib/queries/topics'
import { topicColumns } from './topic-columns'

type Props = { environmentId: string; clusterId: string }

export function TopicList({ environmentId, clusterId }: Props) {
  const router = useRouter()
  const crumbs = useClusterCrumbs(environmentId, clusterId, { label: 'Topics' })
  const { data: topics, error, refetch } = useQuery(topicsQuery(clusterId))
  useRefreshWithMetrics(clusterId, topicKeys.list(clusterId))
  const [hasInternal, setHasInternal] = useQueryState('internal', parseAsBoolean.withDefault(false))
  const columns = useMemo(() => topicColumns(environmentId, clusterId), [environmentId, clusterId])
  const rows = useMemo(
    () => topics?.filter(({ isInternal }) => hasInternal || !isInternal),
    [topics, hasInternal],
  )
  const cannotCreate = useDeniedReason('topics:create', { environmentId, clusterId, anywhere: true })
  const createHref = paths.newTopic(environmentId, clusterId)
  useShortcut(cannotCreate ? null : 'c', 'Create a topic', () => router.push(createHref))
  const createButton = cannotCreate ? (
    <Button variant="primary" disabledReason={cannotCreate}>
      Create topic
    </Button>
  ) : (
    <Button variant="primary" asChild>
      <Link href={createHref}>
        <Plus aria-hidden="true" />
        Create topic
      </Link>
    </Button>
  )
  return (
    <Page isFilled>
      <PageHeader title="Topics" breadcrumb={crumbs} action={createButton} />
      <DataTable
        id="topics"
        noun={['topic', 'topics']}
        columns={columns}
        rows={rows}
        getRowId={({ name }) => name}
        rowHref={({ name }) => paths.topic(environmentId, clusterId, name)}
        defaultSort="name"
        searchPlaceholder="Search topics"
        filters={
          <Switch
            label={<span className="text-muted text-sm">Show internal topics</span>}
            checked={hasInternal}
            onCheckedChange={(isOn) => void setHasInternal(isOn || null)}
          />
        }
        error={
          error && !topics ? (
            <ErrorState title="The topics could not be read" error={error} onRetry={() => void refetch()} />
          ) : undefined
        }
        empty={
          <EmptyState icon={<List />} title="No topics in this cluster" action={createButton}>
            A topic keeps messages in order, so that many programs can read them as often as they like.
          </EmptyState>
        }
        isFilled
      />
    </Page>
  )
}
