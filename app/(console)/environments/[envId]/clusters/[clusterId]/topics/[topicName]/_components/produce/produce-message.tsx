'use client'

import { Controller } from 'react-hook-form'
import { MessageFields } from '../../../../_components/messages/form/message-fields'
import { useMessageForm } from '../../../../_components/messages/form/use-message-form'
import { ShowAs } from '@/components/patterns/show-as'
import { Button } from '@/components/ui/button'
import { DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { formatInteger } from '@/lib/format/numbers'
import { useProduceMessage } from '@/lib/queries/messages'
import { requests } from '@/lib/queries/requests'
import type { ProduceDialogProps } from './produce-dialog'

type Props = ProduceDialogProps & {
  registryId: string | null
  hasContract: { key: boolean; value: boolean }
}

export function ProduceMessage({ place, draft, partitions, onClose, registryId, hasContract }: Props) {
  const produce = useProduceMessage(place.clusterId, place.topic)
  const message = useMessageForm({
    topic: place.topic,
    registryId,
    hasContract,
    draft,
    send: async (input) => {
      const { partition, offset } = await produce.mutateAsync(input)
      toast(`Produced to partition ${partition} at offset ${formatInteger(BigInt(offset))}`)
      onClose()
    },
  })
  const { form, element, submit } = message
  const { errors, isSubmitting } = form.formState
  return (
    <form ref={element} noValidate className={dialogFormStyles} onSubmit={(event) => void submit(event)}>
      <DialogBody>
        <MessageFields environmentId={place.environmentId} message={message}>
          <Field label="Partition" className="sm:max-w-60" error={errors.partition?.message}>
            <Controller
              control={form.control}
              name="partition"
              render={({ field }) => (
                <Select
                  value={field.value}
                  onValueChange={field.onChange}
                  options={[
                    { value: 'auto', label: 'By key' },
                    ...Array.from({ length: partitions }, (_, partition) => ({
                      value: String(partition),
                      label: `Partition ${partition}`,
                    })),
                  ]}
                />
              )}
            />
          </Field>
        </MessageFields>
        <ShowAs requests={[requests.topics.produce(place, place.topic, message.input)]} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isLoading={isSubmitting}>
          Produce message
        </Button>
      </DialogFooter>
    </form>
  )
}
