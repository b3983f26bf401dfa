'use client'

import { Plus, X } from 'lucide-react'
import { Controller, useFieldArray, type UseFormReturn } from 'react-hook-form'
import { ruleKinds, rulesNote } from '@/components/subjects/contract-parts'
import { Button, IconButton } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { ContractForm } from './contract-form'

type Props = { form: UseFormReturn<ContractForm> }
type Option = { value: string; label: string }

const words = (...values: string[]): Option[] => values.map((value) => ({ value, label: value }))
const kinds = words('CONDITION', 'TRANSFORM')
const modes = words('WRITE', 'READ', 'WRITEREAD', 'UPGRADE', 'DOWNGRADE', 'UPDOWN')
const groups = ruleKinds.map(({ key, title }) => ({ value: key, label: title.replace(/s$/, '') }))

/** Domain, migration and encoding rules, which clients carry out. */
export function RuleFields({ form }: Props) {
  const rules = useFieldArray({ control: form.control, name: 'rules' })
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted text-sm">{rulesNote}</p>
      {rules.fields.map((rule, index) => (
        <RuleFieldset key={rule.id} form={form} index={index} onRemove={() => rules.remove(index)} />
      ))}
      <Button
        size="sm"
        className="w-fit"
        onClick={() =>
          rules.append({
            group: 'domainRules',
            name: '',
            kind: 'CONDITION',
            mode: 'WRITE',
            type: 'CEL',
            expr: '',
            rest: '',
          })
        }
      >
        <Plus aria-hidden="true" />
        Add rule
      </Button>
    </div>
  )
}

function RuleFieldset({ form, index, onRemove }: Props & { index: number; onRemove: () => void }) {
  const errors = form.formState.errors.rules?.[index]
  return (
    <fieldset className="relative grid gap-3 rounded-lg border p-4 sm:grid-cols-2 lg:grid-cols-4">
      <legend className="sr-only">Rule {index + 1}</legend>
      <Field label="Name" error={errors?.name?.message} className="sm:col-span-2">
        <Input placeholder="checkEmail" {...form.register(`rules.${index}.name`)} />
      </Field>
      <Choice form={form} name={`rules.${index}.group`} label="Used for" options={groups} />
      <Field label="Type" hint="CEL, JSONATA, ENCRYPT or one of your own" error={errors?.type?.message}>
        <Input {...form.register(`rules.${index}.type`)} />
      </Field>
      <Choice form={form} name={`rules.${index}.kind`} label="Kind" options={kinds} />
      <Choice form={form} name={`rules.${index}.mode`} label="Mode" options={modes} />
      <Field label="Expression" className="sm:col-span-2" error={errors?.expr?.message}>
        <Textarea
          isMono
          placeholder="message.email.contains('@')"
          {...form.register(`rules.${index}.expr`)}
        />
      </Field>
      <Field
        label="Other fields as JSON"
        isOptional
        className="sm:col-span-2 lg:col-span-4"
        hint="doc, tags, params, onSuccess, onFailure, disabled"
        error={errors?.rest?.message}
      >
        <Textarea isMono placeholder='{"onFailure": "DLQ"}' {...form.register(`rules.${index}.rest`)} />
      </Field>
      <IconButton
        label={`Remove rule ${index + 1}`}
        className="absolute top-1.5 right-1.5"
        onClick={onRemove}
      >
        <X aria-hidden="true" />
      </IconButton>
    </fieldset>
  )
}

function Choice(
  props: Props & {
    name: `rules.${number}.${'group' | 'kind' | 'mode'}`
    label: string
    options: readonly Option[]
  },
) {
  return (
    <Controller
      control={props.form.control}
      name={props.name}
      render={({ field }) => (
        <Field label={props.label}>
          <Select
            value={field.value}
            onValueChange={field.onChange}
            options={props.options}
            placeholder="Not said"
          />
        </Field>
      )}
    />
  )
}
