'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { CodeBlock } from '@/components/patterns/code/code-block'
import { Drawer } from '@/components/patterns/drawer'
import { Time } from '@/components/patterns/time'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Facts, type FactItem } from '@/components/ui/card'
import { Tabs } from '@/components/ui/tabs'
import type { DeadLetter } from '@/lib/connectors/dead-letters/schema'
import { matchFailure } from '@/lib/connectors/recommendations/match-failure'
import { formatExact } from '@/lib/format/dates'
import { plural } from '@/lib/format/numbers'
import type { Payload } from '@/lib/messages/schema'
import { paths } from '@/lib/paths'
import { deadLetterQuery } from '@/lib/queries/dead-letters'
import { messagePartHref } from '@/lib/queries/messages'
import { connectorQuery } from '@/lib/queries/connectors'
import { useDeniedReason } from '@/lib/queries/session'
import { HeaderList } from '../../../../_components/messages/header-list'
import { PayloadPanel } from '../../../../_components/messages/payload-panel'
import type { ConnectorPlace } from './dead-letters'
import { EditLetterDialog } from './edit-letter-dialog'
import { shortClass, stageWord } from './failure-words'
import { RedriveDialog } from './redrive-dialog'

export function DeadLetterDrawer(props: {
  place: ConnectorPlace
  letter: DeadLetter
  onClose: () => void
  onStep: (delta: 1 | -1) => void
}) {
  const { place } = props
  const { environmentId, clusterId, name } = place
  const [asked, setAsked] = useState<'send' | 'edit' | null>(null)
  const whole = useQuery({ ...deadLetterQuery(clusterId, name, props.letter), retry: false })
  const { data: connector } = useQuery(connectorQuery(clusterId, name))
  const letter = whole.data ?? props.letter
  const known =
    connector &&
    matchFailure(letter.failure.message ?? '', {
      className: connector.connector_class,
      type: connector.type,
    })
  const isCut = [letter.key, letter.value, ...letter.headers.map(({ value }) => value)].some(
    ({ isTruncated }) => isTruncated,
  )
  const denied = useDeniedReason('connectors:operate', { environmentId, clusterId, connector: name })
  const panel = (payload: Payload, part: 'key' | 'value', label: string) => (
    <PayloadPanel
      payload={payload}
      label={label}
      environmentId={environmentId}
      isLoading={payload.isTruncated && whole.isFetching}
      downloadHref={messagePartHref(clusterId, connector?.dead_letter_topic ?? '', letter, part)}
    />
  )
  return (
    <Drawer
      title="Dead letter"
      placement="beside"
      width="lg"
      onClose={props.onClose}
      onPrevious={() => props.onStep(-1)}
      onNext={() => props.onStep(1)}
      footer={
        <>
          <Button size="sm" variant="primary" disabledReason={denied} onClick={() => setAsked('send')}>
            Send again
          </Button>
          <Button
            size="sm"
            disabledReason={denied ?? (isCut ? 'It is too long to be edited here.' : undefined)}
            disabled={!whole.data}
            onClick={() => setAsked('edit')}
          >
            Edit and send again
          </Button>
        </>
      }
    >
      <RedriveNote letter={letter} place={place} />
      <section aria-label="Why it failed" className="flex flex-col gap-3">
        <p className="text-sm font-medium break-words whitespace-pre-wrap">
          {letter.failure.message ?? 'Its headers do not say why it failed.'}
        </p>
        <Facts items={failureFacts(letter, place)} />
        {known ? (
          <p className="text-muted text-sm">
            {known.cause} <span className="text-fg font-medium">What helps: </span>
            {known.remedy}
          </p>
        ) : null}
        {letter.failure.stacktrace ? (
          <details>
            <summary className="text-accent w-fit rounded-sm text-sm hover:underline">Stack trace</summary>
            <CodeBlock className="mt-2" label="Stack trace" text={letter.failure.stacktrace} maxHeight="md" />
          </details>
        ) : null}
      </section>
      <Tabs
        label="Parts of the message"
        tabs={[
          { id: 'value', label: 'Value', content: panel(letter.value, 'value', 'Value') },
          { id: 'key', label: 'Key', content: panel(letter.key, 'key', 'Key') },
          {
            id: 'headers',
            label: 'Headers',
            count: letter.headers.length,
            content: <HeaderList headers={letter.headers} />,
          },
        ]}
      />
      {asked === 'send' ? (
        <RedriveDialog place={place} letters={[letter]} onClose={() => setAsked(null)} />
      ) : asked === 'edit' ? (
        <EditLetterDialog place={place} letter={letter} onClose={() => setAsked(null)} />
      ) : null}
    </Drawer>
  )
}

function failureFacts({ failure, timestamp }: DeadLetter, place: ConnectorPlace): FactItem[] {
  const { origin, exception, className, task, earlierRedrives } = failure
  return [
    { label: 'While', value: stageWord(failure.stage) },
    ...(exception ? [{ label: 'Error', value: <span title={exception}>{shortClass(exception)}</span> }] : []),
    ...(className ? [{ label: 'In', value: <span title={className}>{shortClass(className)}</span> }] : []),
    {
      label: 'From',
      value: origin ? (
        <Link
          href={paths.message(
            place.environmentId,
            place.clusterId,
            origin.topic,
            origin.partition,
            origin.offset,
          )}
          className="text-accent rounded-sm break-all hover:underline"
        >
          {origin.topic}, partition {origin.partition}, offset {origin.offset}
        </Link>
      ) : (
        'Unknown'
      ),
    },
    { label: 'Time', value: <span className="tabular-nums">{formatExact(timestamp, true)}</span> },
    ...(task === null ? [] : [{ label: 'Task', value: task }]),
    ...(earlierRedrives > 0
      ? [{ label: 'Before', value: `Sent again ${plural(earlierRedrives, 'time')}, and failed again` }]
      : []),
  ]
}

function RedriveNote({ letter: { redrive }, place }: { letter: DeadLetter; place: ConnectorPlace }) {
  if (redrive === null) return null
  const { target, topic, by, at, isEdited } = redrive
  if (target === null)
    return (
      <Banner tone="warning" title="It is not known whether it arrived">
        Kafka did not answer when it was sent again to {topic}. Look for it there before you send it once
        more.
      </Banner>
    )
  return (
    <Banner tone="ok" title={isEdited ? 'Sent again, edited' : 'Sent again'}>
      <Link
        href={paths.message(place.environmentId, place.clusterId, topic, target.partition, target.offset)}
        className="text-accent rounded-sm break-all hover:underline"
      >
        {topic}, partition {target.partition}, offset {target.offset}
      </Link>{' '}
      by <span className="font-mono text-xs">{by.replace(/^User:/, '')}</span>, <Time value={at} />
    </Banner>
  )
}
