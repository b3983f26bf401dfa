'use client'

import { Controller, type UseFormReturn } from 'react-hook-form'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { AmountInput } from '../../_components/amount-input'
import { byteUnits, durationUnits } from '../../_components/amount-units'
import { weekMs, type TopicForm, type TopicFormInput } from './topic-form'

export const cleanupPolicies = [
  { value: 'delete', label: 'Delete', hint: 'Messages go when their time or the size is used up.' },
  { value: 'compact', label: 'Compact', hint: 'The newest message of every key stays.' },
  { value: 'compact,delete', label: 'Compact and delete', hint: 'Compacted, and old messages go.' },
]

type Props = { form: UseFormReturn<TopicFormInput, unknown, TopicForm> }

export function AdvancedSettings({ form }: Props) {
  const { control, formState } = form
  const { errors } = formState
  return (
    <fieldset className="flex flex-col gap-5 rounded-lg border p-4">
      <legend className="px-1 text-sm font-medium">Storage</legend>
      <Field label="Cleanup policy" error={errors.cleanupPolicy?.message}>
        <Controller
          control={control}
          name="cleanupPolicy"
          render={({ field }) => (
            <Select value={field.value} onValueChange={field.onChange} options={cleanupPolicies} />
          )}
        />
      </Field>
      <LimitField form={form} name="retentionMs" label="Retention time" unlimited="Infinite" usual={weekMs} />
      <LimitField
        form={form}
        name="retentionBytes"
        label="Retention size"
        hint="For each partition."
        unlimited="Unlimited"
        usual={String(1024 ** 3)}
      />
      <Field
        label="Max message size"
        hint="The largest batch of messages that the topic takes, after compression."
        error={errors.maxMessageBytes?.message}
      >
        <Controller
          control={control}
          name="maxMessageBytes"
          render={({ field }) => (
            <AmountInput
              label="max message size"
              units={byteUnits}
              value={field.value}
              onChange={field.onChange}
            />
          )}
        />
      </Field>
    </fieldset>
  )
}

/** An amount that may also be without limit (-1). */
function LimitField(
  props: Props & {
    name: 'retentionMs' | 'retentionBytes'
    label: string
    hint?: string
    unlimited: string
    usual: string
  },
) {
  const { form, name } = props
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <Field
          label={props.label}
          hint={props.hint}
          error={form.formState.errors[name]?.message}
          aside={
            <Checkbox
              label={<span className="text-sm">{props.unlimited}</span>}
              checked={field.value === '-1'}
              onCheckedChange={(isOn) => field.onChange(isOn ? '-1' : props.usual)}
            />
          }
        >
          {field.value === '-1' ? null : (
            <AmountInput
              label={props.label.toLowerCase()}
              units={name === 'retentionMs' ? durationUnits : byteUnits}
              value={field.value}
              onChange={field.onChange}
            />
          )}
        </Field>
      )}
    />
  )
}
