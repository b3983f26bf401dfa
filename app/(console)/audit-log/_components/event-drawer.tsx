'use client'

import { CodeBlock } from '@/components/patterns/code/code-block'
import { Drawer } from '@/components/patterns/drawer'
import { Facts } from '@/components/ui/card'
import { CopyableId } from '@/components/ui/copy-button'
import { Status } from '@/components/ui/status'
import type { AuditEventDto } from '@/lib/audit-events/schema'
import { formatExact } from '@/lib/format/dates'
import { askedFor, outcomeOf } from './audit-columns'

/** One event with the CloudEvent that is exported and written to the topic. */
export function EventDrawer(props: {
  event: AuditEventDto
  nameOf: (principal: string) => string
  onClose: () => void
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}) {
  const { event, nameOf } = props
  const { data } = event
  const outcome = outcomeOf(event)
  const key = data.authenticationInfo.metadata?.identifier
  const { principal } = data.authenticationInfo
  return (
    <Drawer
      title={askedFor(event)}
      onClose={props.onClose}
      onPrevious={props.onPrevious}
      onNext={props.onNext}
      width="lg"
      placement="beside"
    >
      <Facts
        items={[
          { label: 'Time', value: formatExact(event.time) },
          {
            label: 'Principal',
            value: (
              <>
                {nameOf(principal)} <span className="text-muted font-mono text-xs">{principal}</span>
              </>
            ),
          },
          ...(key ? [{ label: 'API key', value: <span className="font-mono text-xs">{key}</span> }] : []),
          { label: 'Outcome', value: <Status tone={outcome.tone}>{outcome.word}</Status> },
          ...(data.result.message ? [{ label: 'Reason', value: data.result.message }] : []),
          {
            label: 'Resource',
            value: <span className="font-mono text-xs break-all">{event.subject}</span>,
          },
          {
            label: 'Request',
            value: <CopyableId id={data.requestMetadata.requestId} className="-my-0.75" />,
          },
          {
            label: 'Chain',
            value: event.chainindex ? (
              <>
                {event.chainindex}{' '}
                <span className="text-muted font-mono text-xs">{event.chainhash?.slice(0, 16)}…</span>
              </>
            ) : (
              'Not sealed yet'
            ),
          },
        ]}
      />
      <CodeBlock
        label="CloudEvent"
        title="CloudEvent"
        language="json"
        maxHeight="none"
        text={JSON.stringify(event, null, 2)}
        downloadName="audit-event.json"
      />
    </Drawer>
  )
}
