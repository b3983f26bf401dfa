'use client'

import { useEffect, useRef, useState } from 'react'
import { Controller } from 'react-hook-form'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { formatInteger } from '@/lib/format/numbers'
import { ApiError } from '@/lib/queries/api'
import { useProduceMessage } from '@/lib/queries/messages'
import { requests } from '@/lib/queries/requests'
import { readProblem } from '@/lib/schemas/form/read-problem'
import { HeaderFields } from './header-fields'
import { KeyFields, ValueFields } from './part-fields'
import type { DraftPart } from './produce-context'
import type { ProduceDialogProps } from './produce-dialog'
import { produceFormOf, produceFormSchema, toProduceInput, type ProduceForm } from './produce-form'
import { useSchemaPart } from './use-schema-part'

type Props = ProduceDialogProps & {
  registryId: string | null
  hasContract: { key: boolean; value: boolean }
}

const parts = ['key', 'value'] as const

export function ProduceMessage({ place, draft, partitions, onClose, registryId, hasContract }: Props) {
  const produce = useProduceMessage(place.clusterId, place.topic)
  const startsBySchema = (part: 'key' | 'value'): boolean =>
    draft ? draft[part].schema !== undefined : hasContract[part]
  const form = useZodForm(
    produceFormSchema,
    produceFormOf(draft, { keySchema: startsBySchema('key'), valueSchema: startsBySchema('value') }),
  )
  const values = form.watch()
  const startOf = (part: 'key' | 'value', given: DraftPart | undefined) => ({
    registryId: registryId ?? '',
    schema: given?.schema
      ? { id: given.schema.id }
      : hasContract[part]
        ? ({ subject: `${place.topic}-${part}`, version: 'latest' } as const)
        : null,
    messageName: given?.schema?.messageName ?? null,
    json: given?.schema ? given.text : null,
  })
  const key = useSchemaPart({ ...startOf('key', draft?.key), isOn: values.keyFormat === 'schema' })
  const value = useSchemaPart({ ...startOf('value', draft?.value), isOn: values.format === 'schema' })
  const bySchema = { key, value }
  const usesSchema = (part: 'key' | 'value', message: ProduceForm): boolean =>
    part === 'key' ? message.keyFormat === 'schema' : message.format === 'schema' && !message.isTombstone

  const element = useRef<HTMLFormElement>(null)
  // The dialog was open before its fields were there.
  useEffect(() => element.current?.querySelector<HTMLElement>('input, [role="combobox"]')?.focus(), [])
  const [attempts, setAttempts] = useState(0)
  useEffect(() => {
    if (attempts > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [attempts])

  const submit = form.handleSubmit(async (message) => {
    const isReady = parts.map((part) => !usesSchema(part, message) || bySchema[part].check()).every(Boolean)
    if (!isReady) return setAttempts((before) => before + 1)
    try {
      const input = toProduceInput(message, { key: key.input, value: value.input })
      const { partition, offset } = await produce.mutateAsync(input)
      toast(`Produced to partition ${partition} at offset ${formatInteger(BigInt(offset))}`)
      onClose()
    } catch (error) {
      const fields = error instanceof ApiError ? error.fields : []
      const own = parts.filter((part) => usesSchema(part, message))
      for (const part of own)
        bySchema[part].tell(
          fields
            .filter(({ path }) => path.startsWith(`${part}.`))
            .map(({ message: text }) => readProblem(text)),
        )
      const isTold =
        fields.length > 0 && fields.every(({ path }) => own.some((part) => path.startsWith(`${part}.`)))
      if (!isTold) form.setError('root', { message: showServerErrors(form, error) ?? '' })
      setAttempts((before) => before + 1)
    }
  })
  const { errors, isSubmitting } = form.formState
  const shared = { place, registryId, form, onSubmit: () => void submit() }
  return (
    <form ref={element} noValidate className={dialogFormStyles} onSubmit={(event) => void submit(event)}>
      <DialogBody>
        <KeyFields {...shared} part={key} />
        {values.isTombstone ? null : <ValueFields {...shared} part={value} />}
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
        <HeaderFields form={form} />
        {errors.root?.message ? <Banner tone="danger">{errors.root.message}</Banner> : null}
        <ShowAs
          requests={[
            requests.topics.produce(
              place,
              place.topic,
              toProduceInput(values, { key: key.input, value: value.input }),
            ),
          ]}
        />
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
