'use client'

import { useQuery } from '@tanstack/react-query'
import { Pause, Play, RotateCcw, Square, SquareTerminal, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { readError } from '@/components/patterns/error-state'
import { OpenShowAs } from '@/components/patterns/show-as'
import { Dialog, DialogBody } from '@/components/ui/dialog'
import type { MenuItem } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import type { ConnectorRowDto } from '@/lib/connectors/console-schema'
import { plural } from '@/lib/format/numbers'
import { useDeleteConnector, useOrderConnector } from '@/lib/queries/connectors'
import { requests, type ConnectorOrder } from '@/lib/queries/requests'
import { deniedReason, sessionQuery } from '@/lib/queries/session'

type Place = { environmentId: string; clusterId: string }

export const orderWords: Record<ConnectorOrder, { label: string; icon: ReactNode }> = {
  pause: { label: 'Pause', icon: <Pause /> },
  resume: { label: 'Resume', icon: <Play /> },
  stop: { label: 'Stop', icon: <Square /> },
  restart: { label: 'Restart', icon: <RotateCcw /> },
  'restart-failed': { label: 'Restart failed tasks', icon: <RotateCcw /> },
}

/** What can be asked of a connector as it is. */
export function ordersOf(row: ConnectorRowDto): ConnectorOrder[] {
  if (row.desired === 'STOPPED') return ['resume']
  if (row.desired === 'PAUSED') return ['resume', 'stop']
  const isPartlyFailed = row.tasks_failed > 0 && row.tasks_failed < row.tasks_max
  return ['pause', 'stop', 'restart', ...(isPartlyFailed ? (['restart-failed'] as const) : [])]
}

/** Gives an order, and says so where it could not be given. */
export function useGiveOrder(place: Place) {
  const order = useOrderConnector(place)
  const give = (name: string, what: ConnectorOrder) =>
    order.mutate(
      { name, order: what },
      {
        onError: (error) =>
          toast.error(`${name} could not be changed`, { description: readError(error).message }),
      },
    )
  return { give, isPending: order.isPending }
}

/** Pause, resume, stop, restart and delete for a menu, and the dialog that deletion needs. */
export function useConnectorActions(
  place: Place,
  onDeleted?: (name: string) => void,
): { itemsOf: (row: ConnectorRowDto) => MenuItem[]; dialogs: ReactNode } {
  const [doomed, setDoomed] = useState<ConnectorRowDto | null>(null)
  const [shown, setShown] = useState<ConnectorRowDto | null>(null)
  const { give } = useGiveOrder(place)
  const remove = useDeleteConnector(place)
  const { data: me } = useQuery(sessionQuery)
  const closed = (action: 'connectors:operate' | 'connectors:delete', connector: string) =>
    me && deniedReason(me, action, { ...place, connector })
  const itemsOf = (row: ConnectorRowDto): MenuItem[] => [
    ...ordersOf(row).map((order) => ({
      ...orderWords[order],
      disabledReason: closed('connectors:operate', row.name),
      onSelect: () => give(row.name, order),
    })),
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
      consequences={consequencesOf(doomed)}
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

function consequencesOf({ type, topics, messages_behind: behind }: ConnectorRowDto): string[] {
  const named = topics.length === 1 ? `Topic ${topics[0]}` : 'Its topics'
  return [
    type === 'source'
      ? 'Its tasks stop at once. Nothing more is written to Kafka.'
      : 'Its tasks stop at once. Nothing more is written to the target; what is there stays.',
    ...(behind ? [`${plural(behind, 'message')} that it has not delivered yet will not be delivered.`] : []),
    topics.length > 0 ? `${named} and the messages in it stay.` : 'Topics and their messages stay.',
    'Its configuration, log and position are gone. Its API key stays until you delete it.',
  ]
}

/** Pausing, resuming and restarting ask nothing, so what they send is told here. */
function ShowOrders(props: { place: Place; row: ConnectorRowDto; onClose: () => void }) {
  const { place, row } = props
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && props.onClose()} title={`${row.name} as commands`}>
      <DialogBody>
        {ordersOf(row).map((order) => (
          <section key={order} aria-label={orderWords[order].label} className="flex min-w-0 flex-col gap-1">
            <h3 className="text-sm font-medium">{orderWords[order].label}</h3>
            <OpenShowAs requests={[requests.connectors.order(place, row.name, order)]} />
          </section>
        ))}
      </DialogBody>
    </Dialog>
  )
}
