'use client'

import { useEffect, useRef, useState } from 'react'
import { readError } from '@/components/patterns/error-state'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Facts } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import type { RedriveAll } from '@/lib/connectors/dead-letters/schema'
import { formatInteger, plural } from '@/lib/format/numbers'
import { useRedriveAll } from '@/lib/queries/dead-letters'
import type { ConnectorPlace } from './dead-letters'
import { shortClass, stageWord } from './failure-words'
import { Problems } from './redrive-dialog'
import { RedriveTarget } from './redrive-target'

type Filter = { stage: string | null; error: string | null; topic: string | null }
type Sum = Pick<RedriveAll, 'looked' | 'sent' | 'already' | 'problems' | 'problemCount'>
const nothing: Sum = { looked: 0, sent: 0, already: 0, problems: [], problemCount: 0 }

/** The whole queue, or what fits the filters, with its progress; whoever stops it may go on later: nothing is sent twice. */
export function RedriveAllDialog(props: {
  place: ConnectorPlace
  total: number
  filter: Filter
  onClose: () => void
}) {
  const { place, total, filter } = props
  const all = useRedriveAll(place.clusterId, place.name)
  const [topic, setTopic] = useState<string>()
  const [sum, setSum] = useState<Sum | null>(null)
  const stop = useRef(new AbortController())
  useEffect(() => () => stop.current.abort(), [])
  const run = () => {
    stop.current = new AbortController()
    setSum(nothing)
    all.mutate({
      signal: stop.current.signal,
      input: {
        ...(topic === undefined ? {} : { topic }),
        filter: {
          ...(filter.stage === null ? {} : { stage: filter.stage }),
          ...(filter.error === null ? {} : { exception: filter.error }),
          ...(filter.topic === null ? {} : { topic: filter.topic }),
        },
      },
      onTurn: (turn) => setSum((before) => add(before ?? nothing, turn)),
    })
  }
  const filters = [
    filter.stage && `while ${stageWord(filter.stage).toLowerCase()}`,
    filter.error && shortClass(filter.error),
    filter.topic && `from ${filter.topic}`,
  ].filter(Boolean)
  return (
    <Dialog
      isOpen
      isSticky
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title={filters.length > 0 ? 'Send all that fit again' : 'Send all dead letters again'}
      description={
        filters.length > 0
          ? `Of ${plural(total, 'message')} in the queue those: ${filters.join(', ')}.`
          : `The queue has ${plural(total, 'message')}.`
      }
      footer={
        all.isPending ? (
          <Button onClick={() => stop.current.abort()}>Stop</Button>
        ) : (
          <>
            <Button onClick={props.onClose}>{sum ? 'Close' : 'Cancel'}</Button>
            <Button variant="primary" onClick={run}>
              {sum ? 'Go over it once more' : 'Send all again'}
            </Button>
          </>
        )
      }
    >
      {sum ? (
        <Progress sum={sum} total={total} isRunning={all.isPending} />
      ) : (
        <>
          <ul className="text-muted flex list-disc flex-col gap-1 pl-4 text-sm">
            <li>Those that were sent again before are left out.</li>
            <li>What fails again comes back to the queue as a new dead letter.</li>
            <li>You can stop at any time and go on later.</li>
          </ul>
          <RedriveTarget clusterId={place.clusterId} topic={topic} onTopicChange={setTopic} />
        </>
      )}
      {all.error ? <Banner tone="danger">{readError(all.error).message}</Banner> : null}
      {sum ? <Problems problems={sum.problems} count={sum.problemCount} /> : null}
    </Dialog>
  )
}

const add = (a: Sum, b: RedriveAll): Sum => ({
  looked: a.looked + b.looked,
  sent: a.sent + b.sent,
  already: a.already + b.already,
  problems: [...a.problems, ...b.problems].slice(0, 20),
  problemCount: a.problemCount + b.problemCount,
})

function Progress({ sum, total, isRunning }: { sum: Sum; total: number; isRunning: boolean }) {
  return (
    <div className="flex flex-col gap-3" role="status">
      <progress
        aria-label="Dead letters looked at"
        className="accent-accent h-1.5 w-full"
        max={Math.max(total, sum.looked, 1)}
        value={isRunning ? sum.looked : Math.max(total, sum.looked, 1)}
      />
      <Facts
        items={[
          {
            label: 'Looked at',
            value: `${formatInteger(sum.looked)} of ${formatInteger(Math.max(total, sum.looked))}`,
          },
          { label: 'Sent again', value: formatInteger(sum.sent) },
          { label: 'Sent before', value: formatInteger(sum.already) },
        ]}
      />
    </div>
  )
}
