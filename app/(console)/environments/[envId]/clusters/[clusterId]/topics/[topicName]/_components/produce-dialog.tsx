'use client'

import { Plus, X } from 'lucide-react'
import { Controller, useFieldArray } from 'react-hook-form'
import { CodeEditor } from '@/components/patterns/code/code-editor'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button, IconButton } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { formatInteger } from '@/lib/format/numbers'
import { useProduceMessage } from '@/lib/queries/messages'
import { requests } from '@/lib/queries/requests'
import type { MessageDraft } from './produce-context'
import { produceFormOf, produceFormSchema, toProduceInput } from './produce-form'
import type { TopicPlace } from './topic-place'

type Props = {
  place: TopicPlace
  draft: MessageDraft | undefined
  partitions: number
  onClose: () => void
}

const formats = [
  { value: 'json', label: 'JSON' },
  { value: 'text', label: 'Text' },
  { value: 'base64', label: 'Base64' },
]

export function ProduceDialog({ place, draft, partitions, onClose }: Props) {
  const produce = useProduceMessage(place.clusterId, place.topic)
  const form = useZodForm(produceFormSchema, produceFormOf(draft))
  const headers = useFieldArray({ control: form.control, name: 'headers' })
  const { errors, isSubmitting } = form.formState
  const [format, isTombstone] = form.watch(['format', 'isTombstone'])
  const submit = form.handleSubmit(async (message) => {
    try {
      const { partition, offset } = await produce.mutateAsync(toProduceInput(message))
      toast(`Produced to partition ${partition} at offset ${formatInteger(BigInt(offset))}`)
      onClose()
    } catch (error) {
      form.setError('root', { message: showServerErrors(form, error) ?? '' })
    }
  })
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={draft ? 'Produce again' : 'Produce new message'}
      size="lg"
      isSticky
    >
      <form noValidate className={dialogFormStyles} onSubmit={(event) => void submit(event)}>
        <DialogBody>
          <div className="grid gap-4 sm:grid-cols-[1fr_12rem]">
            <Field label="Key" isOptional error={errors.key?.message}>
              <Input isMono {...form.register('key')} />
            </Field>
            <Field label="Partition" error={errors.partition?.message}>
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
          </div>
          {isTombstone ? null : (
            <div className="relative">
              <div className="absolute -top-1.5 right-0">
                <Controller
                  control={form.control}
                  name="format"
                  render={({ field }) => (
                    <Segmented
                      size="sm"
                      aria-label="Format of the value"
                      value={field.value}
                      onValueChange={field.onChange}
                      segments={formats}
                    />
                  )}
                />
              </div>
              <Field label="Value" error={errors.value?.message}>
                <Controller
                  control={form.control}
                  name="value"
                  render={({ field }) => (
                    <CodeEditor
                      value={field.value}
                      onChange={field.onChange}
                      language={format === 'json' ? 'json' : 'text'}
                      height="md"
                      className="mt-1.5"
                      onSubmit={() => void submit()}
                    />
                  )}
                />
              </Field>
            </div>
          )}
          <Controller
            control={form.control}
            name="isTombstone"
            render={({ field }) => (
              <Checkbox
                label="No value (tombstone)"
                hint="On a compacted topic this removes the key."
                checked={field.value}
                onCheckedChange={field.onChange}
              />
            )}
          />
          <fieldset className="flex flex-col gap-2">
            <legend className="pb-1.5 text-sm font-medium">
              Headers <span className="text-faint font-normal">(optional)</span>
            </legend>
            {headers.fields.map((header, index) => (
              <div key={header.id} className="flex items-start gap-2">
                <Field
                  label={`Name of header ${index + 1}`}
                  isLabelHidden
                  className="flex-1"
                  error={errors.headers?.[index]?.key?.message}
                >
                  <Input isMono placeholder="name" {...form.register(`headers.${index}.key`)} />
                </Field>
                <Field
                  label={`Value of header ${index + 1}`}
                  isLabelHidden
                  className="flex-2"
                  error={errors.headers?.[index]?.value?.message}
                >
                  <Input isMono placeholder="value" {...form.register(`headers.${index}.value`)} />
                </Field>
                <IconButton label={`Remove header ${index + 1}`} onClick={() => headers.remove(index)}>
                  <X aria-hidden="true" />
                </IconButton>
              </div>
            ))}
            <Button
              size="sm"
              className="w-fit"
              onClick={() => headers.append({ key: '', value: '', encoding: 'text' })}
            >
              <Plus aria-hidden="true" />
              Add header
            </Button>
          </fieldset>
          {errors.root?.message ? <Banner tone="danger">{errors.root.message}</Banner> : null}
          <ShowAs requests={[requests.topics.produce(place, place.topic, toProduceInput(form.watch()))]} />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isLoading={isSubmitting}>
            Produce message
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
