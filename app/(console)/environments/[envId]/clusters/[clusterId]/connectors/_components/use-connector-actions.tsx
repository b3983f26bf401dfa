'use client'

import { Pause, Play, RotateCcw, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { readError } from '@/components/patterns/error-state'
import type { MenuItem } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import type { ConnectorRowDto } from '@/lib/connectors/console-schema'
import { useDeleteConnector, useOrderConnector, type ConnectorOrder } from '@/lib/queries/connectors'
import { requests } from '@/lib/queries/requests'
import { useDeniedReason } from '@/lib/queries/session'

type Place = { environmentId: string; clusterId: string }

/** Pause, resume, restart and delete for a menu, and the dialog that deletion needs. */
export function useConnectorActions(
  place: Place,
  onDeleted?: (name: string) => void,
): { itemsOf: (row: ConnectorRowDto) => MenuItem[]; dialogs: ReactNode } {
  const [doomed, setDoomed] = useState<ConnectorRowDto | null>(null)
  const order = useOrderConnector(place)
  const remove = useDeleteConnector(place)
  const cannotUpdate = useDeniedReason('connectors:update')
  const cannotDelete = useDeniedReason('connectors:delete')
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
          disabledReason: cannotUpdate,
          onSelect: () => give(row.name, 'resume'),
        }
      : {
          label: 'Pause',
          icon: <Pause />,
          disabledReason: cannotUpdate,
          onSelect: () => give(row.name, 'pause'),
        },
    {
      label: 'Restart',
      icon: <RotateCcw />,
      disabledReason: cannotUpdate ?? (row.desired === 'PAUSED' ? 'It is paused. Resume it.' : undefined),
      onSelect: () => give(row.name, 'restart'),
    },
    {
      label: 'Delete connector',
      icon: <Trash2 />,
      isDanger: true,
      isSeparated: true,
      disabledReason: cannotDelete,
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
  ) : null
  return { itemsOf, dialogs }
}
