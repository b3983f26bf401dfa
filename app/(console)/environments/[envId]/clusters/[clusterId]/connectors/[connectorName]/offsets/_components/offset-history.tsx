'use client'

import { useState } from 'react'
import { CodeBlock } from '@/components/patterns/code/code-block'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { Time } from '@/components/patterns/time'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { Status, type StatusTone } from '@/components/ui/status'
import type { OffsetRequest } from '@/lib/connectors/console-schema'
import { plural } from '@/lib/format/numbers'
import { useAlterOffsets } from '@/lib/queries/connector-offsets'
import { requests as asRequests, type OffsetChange } from '@/lib/queries/requests'
import type { ConnectorPlace } from './connector-offsets'
import { restoreOf } from './offset-change'

const phases: Record<OffsetRequest['phase'], { tone: StatusTone; word: string }> = {
  PENDING: { tone: 'provisioning', word: 'Pending' },
  APPLIED: { tone: 'running', word: 'Applied' },
  FAILED: { tone: 'failed', word: 'Failed' },
}

/** Every change with how it was before, and the way back. */
export function OffsetHistory(props: {
  requests: readonly OffsetRequest[] | undefined
  place: ConnectorPlace
  closed: string | undefined
}) {
  const { requests = [], place, closed } = props
  const [restored, setRestored] = useState<OffsetChange | null>(null)
  const alter = useAlterOffsets(place, place.name)
  if (requests.length === 0) return null
  return (
    <Card aria-label="Changes">
      <CardHeader title="Changes" aside={plural(requests.length, 'change')} />
      <ul>
        {requests.map((request) => (
          <HistoryRow key={request.id} request={request} closed={closed} onRestore={setRestored} />
        ))}
      </ul>
      {restored ? (
        <ConfirmByTyping
          isOpen
          onOpenChange={() => setRestored(null)}
          title="Restore offsets"
          name={place.name}
          nameLabel="connector name"
          actionLabel="Restore offsets"
          consequences={[
            'The connector stops, and goes on from where it was before that change.',
            'What it wrote since then it may write again.',
          ]}
          requests={[asRequests.connectors.alterOffsets(place, place.name, restored)]}
          onConfirm={() => alter.mutateAsync(restored)}
        />
      ) : null}
    </Card>
  )
}

function HistoryRow(props: {
  request: OffsetRequest
  closed: string | undefined
  onRestore: (change: OffsetChange) => void
}) {
  const { request } = props
  const { tone, word } = phases[request.phase]
  const restore = request.phase === 'APPLIED' ? restoreOf(request) : null
  const count = plural(request.offsets?.length ?? 0, 'partition')
  return (
    <li className="border-line-soft flex flex-col gap-2 border-t px-4 py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="w-24">
          <Status tone={tone}>{word}</Status>
        </span>
        <span className="min-w-0 flex-1">
          {request.type === 'DELETE' ? 'Reset' : `Changed ${count}`}{' '}
          <span className="text-muted">
            by <span className="font-mono text-xs">{request.requested_by.replace(/^User:/, '')}</span>,{' '}
            <Time value={request.requested_at} />
          </span>
        </span>
        {restore ? (
          <Button size="sm" disabledReason={props.closed} onClick={() => props.onRestore(restore)}>
            Restore what was before
          </Button>
        ) : null}
      </div>
      {request.message ? <p className="text-muted break-words">{request.message}</p> : null}
      <details>
        <summary className="text-accent w-fit rounded-sm hover:underline">Details</summary>
        <div className="mt-2 grid gap-3 md:grid-cols-2">
          <Offsets title="Before" offsets={request.previous_offsets} />
          <Offsets title="After" offsets={request.type === 'DELETE' ? null : request.offsets} />
        </div>
      </details>
    </li>
  )
}

function Offsets({ title, offsets }: { title: string; offsets: OffsetRequest['offsets'] }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <h3 className="text-muted text-xs font-medium">{title}</h3>
      {offsets?.length ? (
        <CodeBlock
          label={`Offsets ${title.toLowerCase()}`}
          text={JSON.stringify(offsets, null, 2)}
          maxHeight="sm"
        />
      ) : (
        <p className="text-faint">None</p>
      )}
    </div>
  )
}
