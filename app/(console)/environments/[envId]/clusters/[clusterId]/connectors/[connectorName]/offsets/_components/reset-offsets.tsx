'use client'

import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import { useAlterOffsets } from '@/lib/queries/connector-offsets'
import { requests } from '@/lib/queries/requests'
import type { ConnectorPlace } from './connector-offsets'

export function ResetOffsets(props: {
  connector: ConnectorDetailDto
  place: ConnectorPlace
  onClose: () => void
}) {
  const { place } = props
  const alter = useAlterOffsets(place, place.name)
  return (
    <ConfirmByTyping
      isOpen
      onOpenChange={props.onClose}
      title="Reset offsets"
      name={place.name}
      nameLabel="connector name"
      actionLabel="Reset offsets"
      consequences={[
        'The connector stops, forgets how far it was, and begins anew.',
        props.connector.type === 'sink'
          ? 'It reads its topics from where a new connector would, by default from their beginning. Without keys the target holds messages twice then.'
          : 'It reads its source from the beginning and writes everything again.',
        'The offsets of now are kept in the history, from which they can be restored.',
      ]}
      requests={[requests.connectors.alterOffsets(place, place.name, { type: 'DELETE' })]}
      onConfirm={() => alter.mutateAsync({ type: 'DELETE' })}
    />
  )
}
