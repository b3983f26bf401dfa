'use client'

import { useQuery } from '@tanstack/react-query'
import { Dialog, DialogBody } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { schemaRegistriesQuery } from '@/lib/queries/schema-registries'
import { topicContractsQuery } from '@/lib/queries/schema-forms'
import type { TopicPlace } from '../topic-place'
import type { MessageDraft } from './produce-context'
import { ProduceMessage } from './produce-message'

export type ProduceDialogProps = {
  place: TopicPlace
  draft: MessageDraft | undefined
  partitions: number
  onClose: () => void
}

/** Knows whether the topic has a contract before the form is drawn, which starts by it. */
export function ProduceDialog(props: ProduceDialogProps) {
  const { place, draft } = props
  const { data: registries, isPending } = useQuery(schemaRegistriesQuery(place.environmentId))
  const registryId = registries?.[0]?.id ?? null
  const contracts = useQuery({
    ...topicContractsQuery(registryId ?? '', place.topic),
    enabled: registryId !== null,
  })
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title={draft ? 'Produce again' : 'Produce new message'}
      size="lg"
      isSticky
    >
      {isPending || contracts.isLoading ? (
        <DialogBody>
          <Skeleton className="h-64 w-full" />
        </DialogBody>
      ) : (
        <ProduceMessage
          {...props}
          registryId={registryId}
          hasContract={contracts.data ?? { key: false, value: false }}
        />
      )}
    </Dialog>
  )
}
