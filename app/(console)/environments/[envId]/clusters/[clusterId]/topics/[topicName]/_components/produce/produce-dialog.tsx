'use client'

import { useQuery } from '@tanstack/react-query'
import { Dialog, DialogBody } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { schemaRegistriesQuery } from '@/lib/queries/schema-registries'
import { versionQuery } from '@/lib/queries/subjects'
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
  const contractOf = (part: 'key' | 'value') => ({
    ...versionQuery(registryId ?? '', `${place.topic}-${part}`, 'latest'),
    enabled: registryId !== null,
    // A registry that is away must not keep anyone from producing text.
    retry: false,
  })
  const ofKey = useQuery(contractOf('key'))
  const ofValue = useQuery(contractOf('value'))
  const isWaiting = isPending || ofKey.isLoading || ofValue.isLoading
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title={draft ? 'Produce again' : 'Produce new message'}
      size="lg"
      isSticky
    >
      {isWaiting ? (
        <DialogBody>
          <Skeleton className="h-64 w-full" />
        </DialogBody>
      ) : (
        <ProduceMessage
          {...props}
          registryId={registryId}
          hasContract={{ key: Boolean(ofKey.data), value: Boolean(ofValue.data) }}
        />
      )}
    </Dialog>
  )
}
