'use client'

import { useQuery } from '@tanstack/react-query'
import { Pause, Play, RotateCcw, SquareTerminal, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { readError } from '@/components/patterns/error-state'
import { OpenShowAs } from '@/components/patterns/show-as'
import { Dialog, DialogBody } from '@/components/ui/dialog'
import type { MenuItem } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import type { ConnectorRowDto } from '@/lib/connectors/console-schema'
import { useDeleteConnector, useOrderConnector, type ConnectorOrder } from '@/lib/queries/connectors'
import { requests } from '@/lib/queries/requests'
import { deniedReason, sessionQuery } from '@/lib/queries/session'

type Place = { environmentId: string; clusterId: string }

/** Pause, resume, restart and delete for a menu, and the dialog that deletion needs. */
export function useConnectorActions(
  place: Place,
  onDeleted?: (name: string) => void,
): { itemsOf: (row: ConnectorRowDto) => MenuItem[]; dialogs: ReactNode } {
  const [doomed, setDoomed] = useState<ConnectorRowDto | null>(null)
  const [shown, setShown] = useState<ConnectorRowDto | null>(null)
  const order = useOrderConnector(place)
  const remove = useDeleteConnector(place)
  const { data: me } = useQuery(sessionQuery)
  const closed = (action: 'connectors:operate' | 'connectors:delete', connector: string) =>
    me && deniedReason(me, action, { ...place, connector })
  const give = (name: string, what: ConnectorOrder) =>
    order.mutate(
      { name, order: what },
      {
        onError: (error) =>
          toast.error(`${name} could not be changed`, { description: readError(error).message }),
      },
    )
  const itemsOf = (row: ConnectorRowDto): MenuItem[] => [
    row.desired === 'PAUSED'
      ? {
          label: 'Resume',
          icon: <Play />,
          disabledReason: closed('connectors:operate', row.name),
          onSelect: () => give(row.name, 'resume'),
        }
      : {
          label: 'Pause',
          icon: <Pause />,
          disabledReason: closed('connectors:operate', row.name),
          onSelect: () => give(row.name, 'pause'),
        },
    {
      label: 'Restart',
      icon: <RotateCcw />,
      disabledReason:
        closed('connectors:operate', row.name) ??
        (row.desired === 'PAUSED' ? 'It is paused. Resume it.' : undefined),
      onSelect: () => give(row.name, 'restart'),
    },
    { label: 'Show as', icon: <SquareTerminal />, onSelect: () => setShown(row) },
    {
      label: 'Delete connector',
      icon: <Trash2 />,
      isDanger: true,
      isSeparated: true,
      disabledReason: closed('connectors:delete', row.name),
      onSelect: () => setDoomed(row),
    },
  ]
  const dialogs = doomed ? (
    <ConfirmByTyping
      isOpen
      onOpenChange={() => setDoomed(null)}
      title="Delete connector"
      name={doomed.name}
      nameLabel="connector name"
      actionLabel="Delete connector"
      consequences={[
        'Its tasks stop at once. Nothing more is written.',
        doomed.topics.length > 0
          ? `${doomed.topics.length === 1 ? `Topic ${doomed.topics[0]}` : 'Its topics'} and the messages in it stay.`
          : 'Topics and their messages stay.',
        'Its configuration, log and position are gone. Its API key stays until you delete it.',
      ]}
      requests={[requests.connectors.delete(place, doomed.name)]}
      onConfirm={async () => {
        await remove.mutateAsync(doomed.name)
        onDeleted?.(doomed.name)
      }}
    />
  ) : shown ? (
    <ShowOrders place={place} row={shown} onClose={() => setShown(null)} />
  ) : null
  return { itemsOf, dialogs }
}

/** Pausing, resuming and restarting ask nothing, so what they send is told here. */
function ShowOrders(props: { place: Place; row: ConnectorRowDto; onClose: () => void }) {
  const { place, row } = props
  const orders: { order: ConnectorOrder; title: string }[] = [
    row.desired === 'PAUSED' ? { order: 'resume', title: 'Resume' } : { order: 'pause', title: 'Pause' },
    { order: 'restart', title: 'Restart' },
  ]
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && props.onClose()} title={`${row.name} as commands`}>
      <DialogBody>
        {orders.map(({ order, title }) => (
          <section key={order} aria-label={title} className="flex min-w-0 flex-col gap-1">
            <h3 className="text-sm font-medium">{title}</h3>
            <OpenShowAs requests={[requests.connectors.order(place, row.name, order)]} />
          </section>
        ))}
      </DialogBody>
    </Dialog>
  )
}
