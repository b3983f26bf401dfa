'use client'

import { RadioGroup } from 'radix-ui'
import { cn } from '@/components/ui/class-names'
import { Skeleton } from '@/components/ui/skeleton'
import { formatByteRate } from '@/lib/format/bytes'
import type { TopicRow } from '@/lib/topics/schema'

type Props = {
  topics: readonly TopicRow[] | undefined
  /** Of all topics, to tell "none yet" from "none found". */
  total: number | undefined
  value: string
  onChange: (name: string) => void
  labelledBy: string
  isInvalid: boolean
  errorId: string
}

const columns = 'grid grid-cols-[1fr_5rem] sm:grid-cols-[1fr_5rem_6rem_6rem] items-center gap-x-4 px-3.5'

/** A radio group that reads like a table: name, partitions, throughput. */
export function TopicTable({ topics, total, value, onChange, ...props }: Props) {
  return (
    <div className={cn('overflow-hidden rounded-lg border', props.isInvalid && 'border-bad')}>
      <div aria-hidden="true" className={cn(columns, 'bg-sub text-muted h-9 border-b text-xs font-medium')}>
        <span>Topics</span>
        <span className="text-right">Partitions</span>
        <span className="text-right max-sm:hidden">Produced</span>
        <span className="text-right max-sm:hidden">Consumed</span>
      </div>
      <RadioGroup.Root
        value={value}
        onValueChange={onChange}
        aria-labelledby={props.labelledBy}
        aria-invalid={props.isInvalid || undefined}
        aria-describedby={props.isInvalid ? props.errorId : undefined}
        className="max-h-96 divide-y overflow-y-auto"
      >
        {topics?.map((topic) => (
          <TopicOption key={topic.name} topic={topic} />
        ))}
      </RadioGroup.Root>
      {topics === undefined ? <Waiting /> : null}
      {topics?.length === 0 ? (
        <p className="text-muted px-3.5 py-8 text-center text-sm">
          {total === 0 ? 'This cluster has no topic yet. Add a new one.' : 'No topic has this in its name.'}
        </p>
      ) : null}
    </div>
  )
}

function TopicOption({ topic }: { topic: TopicRow }) {
  const { rates } = topic
  return (
    <RadioGroup.Item
      value={topic.name}
      aria-label={`${topic.name}, ${topic.partitions} partitions`}
      className={cn(
        columns,
        'group/row hover:bg-hover data-[state=checked]:bg-selected min-h-10 w-full text-left text-sm -outline-offset-2 transition-colors',
      )}
    >
      <span className="flex min-w-0 items-center gap-2.5">
        <span
          aria-hidden="true"
          className="border-line-strong group-data-[state=checked]/row:border-accent group-data-[state=checked]/row:bg-accent flex size-4 shrink-0 items-center justify-center rounded-full border"
        >
          <RadioGroup.Indicator className="bg-on-accent size-1.5 rounded-full" />
        </span>
        <span className="truncate font-medium">{topic.name}</span>
      </span>
      <span className="text-right">{topic.partitions}</span>
      <span className="text-muted text-right max-sm:hidden">
        {rates ? formatByteRate(rates.bytesInPerSec) : '–'}
      </span>
      <span className="text-muted text-right max-sm:hidden">
        {rates ? formatByteRate(rates.bytesOutPerSec) : '–'}
      </span>
    </RadioGroup.Item>
  )
}

const Waiting = () => (
  <div className="divide-y" aria-hidden="true">
    {[0, 1, 2].map((row) => (
      <div key={row} className="flex h-10 items-center px-3.5">
        <Skeleton className="w-40" />
      </div>
    ))}
  </div>
)
