'use client'

import { useQuery } from '@tanstack/react-query'
import { Database, Plus } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { EmptyState } from '@/components/patterns/empty-state'
import { Figure } from '@/components/patterns/time'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { formatByteRate, formatBytes } from '@/lib/format/bytes'
import { formatDuration } from '@/lib/format/durations'
import { formatCompact, formatInteger } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { useDeniedReason } from '@/lib/queries/session'
import { topicQuery } from '@/lib/queries/topics'
import type { TopicDetail } from '@/lib/topics/schema'
import { useProduce } from '../../_components/produce/produce-context'
import type { TopicPlace } from '../../_components/topic-place'
import { partitionColumns } from './partition-columns'

export function TopicOverview({ place }: { place: TopicPlace }) {
  const { clusterId, topic } = place
  const { data } = useQuery(topicQuery(clusterId, topic))
  return (
    <>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Tile
          label="Production"
          value={data && rate(data.rates?.bytesInPerSec)}
          note={data && messageRate(data)}
        />
        <Tile label="Consumption" value={data && rate(data.rates?.bytesOutPerSec)} />
        {data?.cleanupPolicy.includes('compact') ? (
          <Tile label="Storage" value={size(data)} note="Compacted" />
        ) : (
          <Tile
            label="Total messages"
            value={
              data && (
                <Figure
                  text={formatCompact(data.messages)}
                  exact={`${formatInteger(data.messages)} offsets`}
                />
              )
            }
            note={data && size(data)}
          />
        )}
        <Tile label="Retention time" value={data && retention(data)} note={data && retentionSize(data)} />
      </div>
      {data?.messages === 0 ? <EmptyTopic place={place} /> : null}
      <section aria-label="Partitions" className="flex flex-col gap-2">
        <h2 className="text-base font-medium">Partitions</h2>
        <DataTable
          id="topic-partitions"
          noun={['partition', 'partitions']}
          columns={partitionColumns}
          rows={data?.partitionDetails}
          getRowId={({ partition }) => String(partition)}
          hasSearch={false}
          hasColumnChooser={false}
          empty={<EmptyState title="No partitions" />}
        />
      </section>
    </>
  )
}

/** First-run lead: what to do with a topic that has nothing in it. */
function EmptyTopic({ place }: { place: TopicPlace }) {
  const produce = useProduce()
  const cannotProduce = useDeniedReason('messages:write', place)
  return (
    <Card>
      <EmptyState
        icon={<Database />}
        title="This topic is empty"
        className="py-8"
        action={
          <>
            <Button variant="primary" disabledReason={cannotProduce} onClick={() => produce()}>
              <Plus aria-hidden="true" />
              Produce a message
            </Button>
            <Button asChild>
              <Link href={paths.connectorCatalog(place.environmentId, place.clusterId)}>Add sample data</Link>
            </Button>
          </>
        }
      >
        Produce your first message, add a connector, or build an application with a client.
      </EmptyState>
    </Card>
  )
}

function Tile({ label, value, note }: { label: string; value: ReactNode; note?: ReactNode }) {
  return (
    <Card className="flex min-h-21 flex-col gap-1 px-4 py-3">
      <h2 className="text-muted text-sm font-normal">{label}</h2>
      <div className="text-lg font-semibold">{value ?? <Skeleton className="mt-1.5 h-4" />}</div>
      {note ? <p className="text-faint text-xs">{note}</p> : null}
    </Card>
  )
}

const rate = (bytesPerSec: number | undefined) =>
  bytesPerSec === undefined ? '–' : formatByteRate(bytesPerSec)
const messageRate = ({ rates }: TopicDetail) =>
  rates ? `${formatCompact(rates.messagesInPerSec)} messages/s` : undefined
const size = ({ sizeBytes }: TopicDetail) => (sizeBytes === null ? '–' : formatBytes(sizeBytes))

function retention({ cleanupPolicy, retentionMs }: TopicDetail): string {
  if (cleanupPolicy === 'compact') return 'By key'
  if (retentionMs === null) return '–'
  return retentionMs < 0 ? 'Infinite' : formatDuration(retentionMs)
}

const retentionSize = ({ retentionBytes }: TopicDetail) =>
  retentionBytes !== null && retentionBytes >= 0
    ? `At most ${formatBytes(retentionBytes)} per partition`
    : undefined
