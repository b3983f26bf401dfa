'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus, Rows3, Trash2 } from 'lucide-react'
import { useSelectedLayoutSegment } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import type { MessageDraft } from '../../../_components/messages/form/message-draft'
import { ErrorState } from '@/components/patterns/error-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { Button } from '@/components/ui/button'
import { formatBytes } from '@/lib/format/bytes'
import { formatDuration } from '@/lib/format/durations'
import { plural } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { ApiError } from '@/lib/queries/api'
import { useDeniedReason } from '@/lib/queries/session'
import { topicKeys, topicQuery, topicsQuery, useRefreshWithMetrics } from '@/lib/queries/topics'
import type { TopicDetail } from '@/lib/topics/schema'
import { AddPartitionsDialog } from './add-partitions-dialog'
import { DeleteTopicDialog } from './delete-topic-dialog'
import { ProduceContext } from './produce/produce-context'
import { ProduceDialog } from './produce/produce-dialog'
import type { TopicPlace } from './topic-place'
import { useTopicSchema } from './use-topic-schema'

type Open = { dialog: 'produce'; draft: MessageDraft | undefined } | { dialog: 'partitions' | 'delete' }

/** Head, tabs and dialogs of one topic; the tabs are routes. */
export function TopicShell({ place, children }: { place: TopicPlace; children: ReactNode }) {
  const { environmentId, clusterId, topic } = place
  const tab = useSelectedLayoutSegment()
  const [open, setOpen] = useState<Open | null>(null)
  const { data, error, refetch } = useQuery(topicQuery(clusterId, topic))
  const isGone = error instanceof ApiError && error.status === 404
  useRefreshWithMetrics(clusterId, topicKeys.one(clusterId, topic), !isGone)
  const cannotProduce = useDeniedReason('messages:write', place)
  const cannotUpdate = useDeniedReason('topics:update', place)
  const cannotDelete = useDeniedReason('topics:delete', place)
  const schema = useTopicSchema(place)
  const crumbs = useClusterCrumbs(
    environmentId,
    clusterId,
    { label: 'Topics', href: paths.topics(environmentId, clusterId) },
    {
      label: topic,
      noun: 'topics',
      useSiblings: function useTopicSiblings() {
        const { data: topics, isPending } = useQuery(topicsQuery(clusterId))
        const items = (topics ?? [])
          .filter(({ isInternal }) => !isInternal)
          .map(({ name }) => ({ id: name, label: name, href: paths.topic(environmentId, clusterId, name) }))
        return { items, isLoading: isPending }
      },
    },
  )
  const isFilled = tab === 'messages' || tab === 'consumers'
  const close = () => setOpen(null)
  const href = (name: string) => paths.topic(environmentId, clusterId, topic, name)
  if (isGone)
    return (
      <Page>
        <PageHeader title={topic} breadcrumb={crumbs} />
        <ErrorState
          title="This topic does not exist"
          hint={`There is no topic ${topic} in this cluster. It may have been deleted.`}
        />
      </Page>
    )
  return (
    <ProduceContext value={(draft) => setOpen({ dialog: 'produce', draft })}>
      <Page isFilled={isFilled} width={tab === 'messages' ? 'full' : 'reading'}>
        <PageHeader
          title={topic}
          breadcrumb={crumbs}
          facts={data && facts(data, schema)}
          action={
            <Button
              disabledReason={cannotProduce}
              onClick={() => setOpen({ dialog: 'produce', draft: undefined })}
            >
              <Plus aria-hidden="true" />
              Produce message
            </Button>
          }
          menu={[
            {
              label: 'Add partitions',
              icon: <Rows3 />,
              disabledReason: cannotUpdate,
              onSelect: () => setOpen({ dialog: 'partitions' }),
            },
            {
              label: 'Delete topic',
              icon: <Trash2 />,
              isDanger: true,
              isSeparated: true,
              disabledReason: cannotDelete,
              onSelect: () => setOpen({ dialog: 'delete' }),
            },
          ]}
          tabsLabel="Topic"
          tabs={[
            { label: 'Overview', href: href('overview') },
            { label: 'Messages', href: href('messages') },
            { label: 'Data contracts', href: href('data-contracts') },
            { label: 'Consumers', href: href('consumers') },
            { label: 'Configuration', href: href('configuration') },
          ]}
        />
        {error && !data ? (
          <ErrorState title="The topic could not be read" error={error} onRetry={() => void refetch()} />
        ) : (
          children
        )}
      </Page>
      {open?.dialog === 'produce' ? (
        <ProduceDialog place={place} draft={open.draft} partitions={data?.partitions ?? 1} onClose={close} />
      ) : null}
      {open?.dialog === 'partitions' && data ? (
        <AddPartitionsDialog place={place} present={data.partitions} onClose={close} />
      ) : null}
      {open?.dialog === 'delete' ? <DeleteTopicDialog place={place} detail={data} onClose={close} /> : null}
    </ProduceContext>
  )
}

function facts(topic: TopicDetail, schema: string | undefined): string {
  const retention =
    topic.cleanupPolicy === 'compact'
      ? 'compacted'
      : topic.retentionMs === null
        ? null
        : topic.retentionMs < 0
          ? 'kept forever'
          : `retention ${formatDuration(topic.retentionMs)}`
  const size = topic.sizeBytes === null ? null : formatBytes(topic.sizeBytes)
  return [plural(topic.partitions, 'partition'), retention, size, schema].filter(Boolean).join(' · ')
}
