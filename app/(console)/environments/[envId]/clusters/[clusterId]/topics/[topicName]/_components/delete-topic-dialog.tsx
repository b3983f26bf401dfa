'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { toast } from '@/components/ui/toast'
import { formatBytes } from '@/lib/format/bytes'
import { formatCompact, plural } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { connectorsQuery } from '@/lib/queries/connectors'
import { consumerGroupsQuery } from '@/lib/queries/consumer-groups'
import { requests } from '@/lib/queries/requests'
import { useDeleteTopic } from '@/lib/queries/topics'
import type { TopicDetail } from '@/lib/topics/schema'
import type { TopicPlace } from './topic-place'

type Props = { place: TopicPlace; detail: TopicDetail | undefined; onClose: () => void }

export function DeleteTopicDialog({ place, detail, onClose }: Props) {
  const { environmentId, clusterId, topic } = place
  const router = useRouter()
  const remove = useDeleteTopic(clusterId, topic)
  const { data: groups } = useQuery(consumerGroupsQuery(clusterId))
  const { data: connectors } = useQuery(connectorsQuery(clusterId))
  const readers = groups?.filter(({ topics }) => topics.some(({ name }) => name === topic)) ?? []
  const writers = connectors?.filter((connector) => connector.topics.includes(topic)) ?? []
  const content = detail
    ? `About ${formatCompact(detail.messages)} messages${detail.sizeBytes === null ? '' : ` (${formatBytes(detail.sizeBytes)})`} in ${plural(detail.partitions, 'partition')} go and cannot be brought back.`
    : 'The messages go and cannot be brought back.'
  return (
    <ConfirmByTyping
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Delete topic"
      name={topic}
      nameLabel="topic name"
      actionLabel="Delete topic"
      consequences={[
        content,
        ...(readers.length > 0
          ? [
              `${plural(readers.length, 'consumer group')} ${readers.length === 1 ? 'reads' : 'read'} it: ${readers.map(({ groupId }) => groupId).join(', ')}.`,
            ]
          : []),
        ...(writers.length > 0
          ? [
              `${plural(writers.length, 'connector')} ${writers.length === 1 ? 'uses it and fails' : 'use it and fail'}: ${writers.map(({ name }) => name).join(', ')}.`,
            ]
          : []),
      ]}
      requests={[requests.topics.delete(place, topic)]}
      onConfirm={async () => {
        await remove.mutateAsync()
        toast(`Topic ${topic} is deleted`)
        router.push(paths.topics(environmentId, clusterId))
      }}
    />
  )
}
