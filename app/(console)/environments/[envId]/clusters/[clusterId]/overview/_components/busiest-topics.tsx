'use client'

import { useQuery } from '@tanstack/react-query'
import { List } from 'lucide-react'
import Link from 'next/link'
import { EmptyState } from '@/components/patterns/empty-state'
import { Figure } from '@/components/patterns/time'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import type { ClusterDto } from '@/lib/clusters/schema'
import { formatByteRate, formatBytes } from '@/lib/format/bytes'
import { formatInteger, formatRate } from '@/lib/format/numbers'
import type { ClusterMetricsDto } from '@/lib/metrics/schema'
import { paths } from '@/lib/paths'
import { topicsQuery } from '@/lib/queries/topics'
import type { TopicRow as Topic } from '@/lib/topics/schema'

const shownAtMost = 8

type Busy = {
  name: string
  sizeBytes: number | null
  bytesInPerSec: number
  bytesOutPerSec: number
  messagesInPerSec: number
}

/** By what flows now, and by size where nothing does. */
function busiest(rows: readonly Topic[], metrics: ClusterMetricsDto): Busy[] {
  const rates = new Map(metrics.topics.map((topic) => [topic.name, topic]))
  const still = { bytesInPerSec: 0, bytesOutPerSec: 0, messagesInPerSec: 0 }
  const flow = (topic: Busy) => topic.bytesInPerSec + topic.bytesOutPerSec
  return rows
    .filter(({ isInternal }) => !isInternal)
    .map(({ name, sizeBytes }) => ({ ...still, ...rates.get(name), name, sizeBytes }))
    .sort((a, b) => flow(b) - flow(a) || (b.sizeBytes ?? 0) - (a.sizeBytes ?? 0))
}

export function BusiestTopics(props: {
  cluster: ClusterDto
  metrics: ClusterMetricsDto | undefined
  className?: string
}) {
  const { cluster, metrics } = props
  const environmentId = cluster.spec.environment.id
  const allTopics = paths.topics(environmentId, cluster.id)
  const rows = useQuery(topicsQuery(cluster.id)).data
  const topics = metrics && rows && busiest(rows, metrics).slice(0, shownAtMost)
  return (
    <Card className={props.className}>
      <CardHeader
        title="Busiest topics"
        aside={
          <Link href={allTopics} className="hover:text-fg rounded-sm">
            All topics
          </Link>
        }
      />
      {topics?.length === 0 ? (
        <EmptyState
          icon={<List />}
          title="No topics yet"
          className="py-10"
          action={
            <Button asChild>
              <Link href={allTopics}>View topics</Link>
            </Button>
          }
        >
          Topics show up here as soon as they exist, the busiest first.
        </EmptyState>
      ) : (
        <div className="overflow-x-auto">
          <table className="w-full text-sm">
            <thead>
              <tr className="text-faint text-left text-xs">
                <th scope="col" className="h-8 border-b px-4 font-medium">
                  Topic
                </th>
                {['In', 'Out', 'Messages', 'Size'].map((name) => (
                  <th key={name} scope="col" className="border-b px-4 text-right font-medium">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {topics?.map((topic) => (
                <TopicRow
                  key={topic.name}
                  topic={topic}
                  href={paths.topic(environmentId, cluster.id, topic.name)}
                />
              )) ?? <LoadingRows />}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}

const cell = 'border-line-soft h-9 border-b px-4 whitespace-nowrap [tr:last-child_&]:border-b-0'

function TopicRow({ topic, href }: { topic: Busy; href: string }) {
  const { sizeBytes } = topic
  const rate = (bytes: number) => (
    <Figure text={formatByteRate(bytes)} exact={`${formatInteger(Math.round(bytes))} bytes per second`} />
  )
  return (
    <tr className="hover:bg-hover">
      <td className={`${cell} max-w-80 truncate font-medium`}>
        <Link href={href} className="rounded-sm hover:underline">
          {topic.name}
        </Link>
      </td>
      <td className={`${cell} text-right`}>{rate(topic.bytesInPerSec)}</td>
      <td className={`${cell} text-right`}>{rate(topic.bytesOutPerSec)}</td>
      <td className={`${cell} text-right`}>{formatRate(topic.messagesInPerSec)}</td>
      <td className={`${cell} text-right`}>
        {sizeBytes === null ? (
          '–'
        ) : (
          <Figure text={formatBytes(sizeBytes)} exact={`${formatInteger(sizeBytes)} bytes`} />
        )}
      </td>
    </tr>
  )
}

const LoadingRows = () =>
  Array.from({ length: 4 }, (_, index) => (
    <tr key={index} aria-hidden="true">
      <td className={cell}>
        <Skeleton className="w-40" />
      </td>
      {Array.from({ length: 4 }, (__, column) => (
        <td key={column} className={cell}>
          <Skeleton className="ml-auto w-14" />
        </td>
      ))}
    </tr>
  ))
