'use client'

import { useState } from 'react'
import { readError } from '@/components/patterns/error-state'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { DeadLetter, RedriveOutcome } from '@/lib/connectors/dead-letters/schema'
import { plural } from '@/lib/format/numbers'
import { messageId } from '@/lib/messages/shown'
import { useRedrive } from '@/lib/queries/dead-letters'
import type { ConnectorPlace } from './dead-letters'
import { RedriveTarget } from './redrive-target'

const atOnce = 500

/** Sends some dead letters again. Those that were sent before are left out unless one asks for them. */
export function RedriveDialog(props: {
  place: ConnectorPlace
  letters: readonly DeadLetter[]
  onClose: () => void
  onDone?: () => void
}) {
  const { place, letters } = props
  const redrive = useRedrive(place.clusterId, place.name)
  const [topic, setTopic] = useState<string>()
  const [again, setAgain] = useState(false)
  const [problems, setProblems] = useState<RedriveOutcome[]>([])
  const before = letters.filter((letter) => letter.redrive !== null)
  const count = again ? letters.length : letters.length - before.length
  const send = async () => {
    const places = letters.map(({ partition, offset }) => ({ partition, offset }))
    const outcomes: RedriveOutcome[] = []
    for (let i = 0; i < places.length; i += atOnce)
      outcomes.push(
        ...(await redrive.mutateAsync({
          letters: places.slice(i, i + atOnce),
          again,
          ...(topic === undefined ? {} : { topic }),
        })),
      )
    const bad = outcomes.filter(({ status }) => status === 'FAILED' || status === 'UNKNOWN')
    const sent = outcomes.filter(({ status }) => status === 'SENT').length
    if (sent > 0) toast(`${plural(sent, 'message')} sent again`)
    props.onDone?.()
    if (bad.length > 0) setProblems(bad)
    else props.onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title={
        letters.length === 1 ? 'Send this message again' : `Send ${plural(letters.length, 'message')} again`
      }
      description="The connector reads it once more, as a new message at the end of the topic. The dead letter stays in its queue, marked."
      footer={
        <>
          <Button onClick={props.onClose}>{problems.length > 0 ? 'Close' : 'Cancel'}</Button>
          <Button
            variant="primary"
            isLoading={redrive.isPending}
            disabled={count === 0}
            onClick={() => void send().catch(() => undefined)}
          >
            Send {plural(count, 'message')} again
          </Button>
        </>
      }
    >
      <RedriveTarget clusterId={place.clusterId} topic={topic} onTopicChange={setTopic} />
      {before.length > 0 ? (
        <Checkbox
          label={
            before.length === 1 && letters.length === 1
              ? 'Send it once more'
              : 'Also those that were sent before'
          }
          hint={`${plural(before.length, 'message')} of these ${before.length === 1 ? 'was' : 'were'} sent again before. A target without keys would hold ${before.length === 1 ? 'it' : 'them'} twice.`}
          checked={again}
          onCheckedChange={setAgain}
        />
      ) : null}
      {redrive.error ? <Banner tone="danger">{readError(redrive.error).message}</Banner> : null}
      <Problems problems={problems} />
    </Dialog>
  )
}

/** What did not get there, and why. */
export function Problems({
  problems,
  count = problems.length,
}: {
  problems: readonly RedriveOutcome[]
  count?: number
}) {
  if (problems.length === 0) return null
  return (
    <Banner tone="warning" title={`${plural(count, 'message')} could not be sent again`}>
      <ul className="flex max-h-40 flex-col gap-1 overflow-y-auto">
        {problems.map((problem) => (
          <li key={messageId(problem)}>
            <span className="font-mono text-xs">
              {problem.partition}/{problem.offset}
            </span>{' '}
            {problem.message}
          </li>
        ))}
      </ul>
    </Banner>
  )
}
