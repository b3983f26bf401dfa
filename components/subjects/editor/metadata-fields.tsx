'use client'

import { Plus, X } from 'lucide-react'
import { Controller, useFieldArray, type UseFormReturn } from 'react-hook-form'
import { Button, IconButton } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ContractForm } from './contract-form'

type Props = { form: UseFormReturn<ContractForm> }

export const MetadataFields = ({ form }: Props) => (
  <div className="flex flex-col gap-6">
    <PropertyFields form={form} />
    <TagFields form={form} />
  </div>
)

function PropertyFields({ form }: Props) {
  const properties = useFieldArray({ control: form.control, name: 'properties' })
  const errors = form.formState.errors.properties
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 text-sm font-medium">Properties</legend>
      <p className="text-muted pb-1 text-sm">
        Who owns the data and what it is. What is marked as sensitive is hidden by clients that honour it.
      </p>
      {properties.fields.map((property, index) => (
        <div key={property.id} className="flex flex-wrap items-start gap-2">
          <Field
            label={`Name of property ${index + 1}`}
            isLabelHidden
            className="min-w-32 flex-1"
            error={errors?.[index]?.name?.message}
          >
            <Input isMono placeholder="owner" {...form.register(`properties.${index}.name`)} />
          </Field>
          <Field label={`Value of property ${index + 1}`} isLabelHidden className="min-w-40 flex-2">
            <Input placeholder="sales@example.com" {...form.register(`properties.${index}.value`)} />
          </Field>
          <Controller
            control={form.control}
            name={`properties.${index}.isSensitive`}
            render={({ field }) => (
              <span className="flex h-8.5 items-center">
                <Checkbox
                  label={<span className="text-sm">Sensitive</span>}
                  checked={field.value}
                  onCheckedChange={field.onChange}
                />
              </span>
            )}
          />
          <IconButton label={`Remove property ${index + 1}`} onClick={() => properties.remove(index)}>
            <X aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <Button
        size="sm"
        className="w-fit"
        onClick={() => properties.append({ name: '', value: '', isSensitive: false })}
      >
        <Plus aria-hidden="true" />
        Add property
      </Button>
    </fieldset>
  )
}

function TagFields({ form }: Props) {
  const tags = useFieldArray({ control: form.control, name: 'tags' })
  const errors = form.formState.errors.tags
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 text-sm font-medium">Tags</legend>
      <p className="text-muted pb-1 text-sm">
        Marks on fields, such as PII, that rules act on. ** stands for any part of a path.
      </p>
      {tags.fields.map((tag, index) => (
        <div key={tag.id} className="flex flex-wrap items-start gap-2">
          <Field
            label={`Field of tag ${index + 1}`}
            isLabelHidden
            className="min-w-40 flex-1"
            error={errors?.[index]?.path?.message}
          >
            <Input isMono placeholder="**.email" {...form.register(`tags.${index}.path`)} />
          </Field>
          <Field
            label={`Tags of tag ${index + 1}`}
            isLabelHidden
            className="min-w-40 flex-1"
            error={errors?.[index]?.names?.message}
          >
            <Input placeholder="PII, GDPR" {...form.register(`tags.${index}.names`)} />
          </Field>
          <IconButton label={`Remove tag ${index + 1}`} onClick={() => tags.remove(index)}>
            <X aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <Button size="sm" className="w-fit" onClick={() => tags.append({ path: '', names: '' })}>
        <Plus aria-hidden="true" />
        Add tags
      </Button>
    </fieldset>
  )
}
