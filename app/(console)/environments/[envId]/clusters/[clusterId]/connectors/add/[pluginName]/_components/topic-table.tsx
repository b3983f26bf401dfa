'use client'

import { Check } from 'lucide-react'
import { RadioGroup } from 'radix-ui'
import { cn } from '@/components/ui/class-names'
import { Skeleton } from '@/components/ui/skeleton'
import { formatByteRate } from '@/lib/format/bytes'
import type { TopicRow } from '@/lib/topics/schema'

type Props = {
  topics: readonly TopicRow[] | undefined
  /** Of all topics, to tell "none yet" from "none found". */
  total: number | undefined
  chosen: readonly string[]
  isMultiple: boolean
  onChange: (names: readonly string[]) => void
  statusId: string
  isInvalid: boolean
  errorId: string
}

const columns = 'grid grid-cols-[1fr_5rem] sm:grid-cols-[1fr_5rem_6rem_6rem] items-center gap-x-4 px-3.5'
const listStyles = 'max-h-96 divide-y overflow-y-auto'
const rowStyles = cn(
  columns,
  'group/row hover:bg-hover data-[state=checked]:bg-selected min-h-10 w-full text-left text-sm -outline-offset-2 transition-colors',
)

/** Radio buttons or checkboxes that read like a table: name, partitions, throughput. */
export function TopicTable({ topics, total, chosen, isMultiple, onChange, ...props }: Props) {
  const group = {
    'aria-label': 'Topics',
    'aria-describedby': props.isInvalid ? props.errorId : props.statusId,
  }
  return (
    <div className={cn('overflow-hidden rounded-lg border', props.isInvalid && 'border-bad')}>
      <div aria-hidden="true" className={cn(columns, 'bg-sub text-muted h-9 border-b text-xs font-medium')}>
        <span>Topics</span>
        <span className="text-right">Partitions</span>
        <span className="text-right max-sm:hidden">Produced</span>
        <span className="text-right max-sm:hidden">Consumed</span>
      </div>
      {isMultiple ? (
        <div role="group" {...group} className={listStyles}>
          {topics?.map((topic) => {
            const isChosen = chosen.includes(topic.name)
            const others = chosen.filter((name) => name !== topic.name)
            return (
              <button
                key={topic.name}
                type="button"
                role="checkbox"
                aria-checked={isChosen}
                aria-invalid={props.isInvalid || undefined}
                data-state={isChosen ? 'checked' : 'unchecked'}
                aria-label={nameOf(topic)}
                className={rowStyles}
                onClick={() => onChange(isChosen ? others : [...chosen, topic.name])}
              >
                <TopicCells topic={topic} isMultiple />
              </button>
            )
          })}
        </div>
      ) : (
        <RadioGroup.Root
          value={chosen[0] ?? ''}
          onValueChange={(name) => onChange([name])}
          {...group}
          aria-invalid={props.isInvalid || undefined}
          className={listStyles}
        >
          {topics?.map((topic) => (
            <RadioGroup.Item
              key={topic.name}
              value={topic.name}
              aria-label={nameOf(topic)}
              className={rowStyles}
            >
              <TopicCells topic={topic} isMultiple={false} />
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
      )}
      {topics === undefined ? <Waiting /> : null}
      {topics?.length === 0 ? (
        <p className="text-muted px-3.5 py-8 text-center text-sm">
          {total === 0 ? 'This cluster has no topic yet. Add a new one.' : 'No topic has this in its name.'}
        </p>
      ) : null}
    </div>
  )
}

const nameOf = ({ name, partitions }: TopicRow): string => `${name}, ${partitions} partitions`

function TopicCells({ topic, isMultiple }: { topic: TopicRow; isMultiple: boolean }) {
  const { rates } = topic
  return (
    <>
      <span className="flex min-w-0 items-center gap-2.5">
        <span
          aria-hidden="true"
          className={cn(
            'border-line-strong group-data-[state=checked]/row:border-accent group-data-[state=checked]/row:bg-accent text-on-accent flex size-4 shrink-0 items-center justify-center border',
            isMultiple ? 'rounded-sm' : 'rounded-full',
          )}
        >
          {isMultiple ? (
            <Check className="size-3 opacity-0 group-data-[state=checked]/row:opacity-100" strokeWidth={3} />
          ) : (
            <span className="bg-on-accent size-1.5 rounded-full opacity-0 group-data-[state=checked]/row:opacity-100" />
          )}
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
    </>
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
