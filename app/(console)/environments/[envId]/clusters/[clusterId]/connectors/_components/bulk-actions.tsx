'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { readError } from '@/components/patterns/error-state'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { ConnectorRowDto } from '@/lib/connectors/console-schema'
import { plural } from '@/lib/format/numbers'
import { useDeleteConnector, useOrderConnector } from '@/lib/queries/connectors'
import { requests, type ConnectorOrder } from '@/lib/queries/requests'
import { deniedReason, sessionQuery } from '@/lib/queries/session'
import { ordersOf, orderWords } from './use-connector-actions'

type Place = { environmentId: string; clusterId: string }
type Props = { place: Place; rows: ConnectorRowDto[]; onDone: () => void }

const consequences = {
  pause:
    'Their tasks stand still and keep their places. What comes meanwhile is read after they are resumed.',
  resume: 'They go on where they are.',
  restart: 'Their tasks start anew and go on where they are.',
} satisfies Partial<Record<ConnectorOrder, string>>
type BulkOrder = keyof typeof consequences
const bulkOrders = Object.keys(consequences) as BulkOrder[]

/** Pause, resume, restart or delete all the selected ones that it makes sense for, after a look at what that is. */
export function BulkActions({ place, rows, onDone }: Props) {
  const [asked, setAsked] = useState<BulkOrder | 'delete' | null>(null)
  const remove = useDeleteConnector(place)
  const { data: me } = useQuery(sessionQuery)
  const closed = (action: 'connectors:operate' | 'connectors:delete') =>
    me && rows.map(({ name }) => deniedReason(me, action, { ...place, connector: name })).find(Boolean)
  const deleteAll = async () => {
    const failed = await eachOf(rows, (name) => remove.mutateAsync(name))
    onDone()
    report(failed, 'deleted')
  }
  return (
    <>
      {bulkOrders.map((order) => (
        <Button
          key={order}
          size="sm"
          disabledReason={closed('connectors:operate')}
          disabled={!rows.some((row) => ordersOf(row).includes(order))}
          onClick={() => setAsked(order)}
        >
          {orderWords[order].icon}
          {orderWords[order].label}
        </Button>
      ))}
      <Button
        size="sm"
        variant="danger-quiet"
        disabledReason={closed('connectors:delete')}
        onClick={() => setAsked('delete')}
      >
        Delete
      </Button>
      {asked === 'delete' ? (
        <ConfirmByTyping
          isOpen
          onOpenChange={() => setAsked(null)}
          title={`Delete ${plural(rows.length, 'connector')}`}
          name={plural(rows.length, 'connector')}
          nameLabel="words"
          actionLabel={`Delete ${plural(rows.length, 'connector')}`}
          consequences={[
            rows.map(({ name }) => name).join(', '),
            'Their tasks stop at once. Topics, targets and what is in them stay.',
            'Their configurations, logs and positions are gone.',
          ]}
          requests={rows.map(({ name }) => requests.connectors.delete(place, name))}
          onConfirm={deleteAll}
        />
      ) : asked ? (
        <ConfirmOrder
          place={place}
          rows={rows.filter((row) => ordersOf(row).includes(asked))}
          order={asked}
          onClose={() => setAsked(null)}
          onDone={onDone}
        />
      ) : null}
    </>
  )
}

function ConfirmOrder(props: Props & { order: BulkOrder; onClose: () => void }) {
  const { place, rows, order } = props
  const give = useOrderConnector(place)
  const { label } = orderWords[order]
  const names = plural(rows.length, 'connector')
  const [isRunning, setIsRunning] = useState(false)
  const run = async () => {
    setIsRunning(true)
    const failed = await eachOf(rows, (name) => give.mutateAsync({ name, order }))
    props.onDone()
    report(failed, 'changed')
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title={`${label} ${names}`}
      description={consequences[order]}
      footer={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button variant="primary" isLoading={isRunning} onClick={() => void run()}>
            {label} {names}
          </Button>
        </>
      }
    >
      <ul className="max-h-60 overflow-y-auto text-sm">
        {rows.map(({ id, name }) => (
          <li key={id} className="truncate">
            {name}
          </li>
        ))}
      </ul>
      {rows.length > 20 ? <Banner>They are asked one after another, which takes a moment.</Banner> : null}
      <ShowAs requests={rows.map(({ name }) => requests.connectors.order(place, name, order))} />
    </Dialog>
  )
}

type Failed = { name: string; message: string }

/** One after another; one that fails does not keep the others back. */
async function eachOf(
  rows: readonly ConnectorRowDto[],
  act: (name: string) => Promise<unknown>,
): Promise<Failed[]> {
  const failed: Failed[] = []
  for (const { name } of rows)
    await act(name).catch((error: unknown) => failed.push({ name, message: readError(error).message }))
  return failed
}

function report(failed: readonly Failed[], verb: string): void {
  const [first] = failed
  if (first)
    toast.error(`${plural(failed.length, 'connector')} could not be ${verb}`, {
      description: `${first.name}: ${first.message}`,
    })
}
