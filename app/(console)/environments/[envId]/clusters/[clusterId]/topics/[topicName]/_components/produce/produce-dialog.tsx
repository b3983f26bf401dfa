'use client'

import type { MessageDraft } from '../../../../_components/messages/form/message-draft'
import { useContracts } from '../../../../_components/messages/form/use-contracts'
import { Dialog, DialogBody } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import type { TopicPlace } from '../topic-place'
import { ProduceMessage } from './produce-message'

export type ProduceDialogProps = {
  place: TopicPlace
  draft: MessageDraft | undefined
  partitions: number
  onClose: () => void
}

export function ProduceDialog(props: ProduceDialogProps) {
  const { place, draft } = props
  const { isLoading, registryId, hasContract } = useContracts(place.environmentId, place.topic)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title={draft ? 'Produce again' : 'Produce new message'}
      size="lg"
      isSticky
    >
      {isLoading ? (
        <DialogBody>
          <Skeleton className="h-64 w-full" />
        </DialogBody>
      ) : (
        <ProduceMessage {...props} registryId={registryId} hasContract={hasContract} />
      )}
    </Dialog>
  )
}
