'use client'

import { Controller, useFieldArray, type UseFormReturn } from 'react-hook-form'
import { FieldRows } from '@/components/patterns/field-rows'
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
    <FieldRows
      legend="Properties"
      help="Who owns the data and what it is. What is marked as sensitive is hidden by clients that honour it."
      noun="property"
      ids={properties.fields.map(({ id }) => id)}
      onAdd={() => properties.append({ name: '', value: '', isSensitive: false })}
      onRemove={(index) => properties.remove(index)}
    >
      {(index) => (
        <>
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
        </>
      )}
    </FieldRows>
  )
}

function TagFields({ form }: Props) {
  const tags = useFieldArray({ control: form.control, name: 'tags' })
  const errors = form.formState.errors.tags
  return (
    <FieldRows
      legend="Tags"
      help="Marks on fields, such as PII, that rules act on. ** stands for any part of a path."
      noun="tag"
      addLabel="Add tags"
      ids={tags.fields.map(({ id }) => id)}
      onAdd={() => tags.append({ path: '', names: '' })}
      onRemove={(index) => tags.remove(index)}
    >
      {(index) => (
        <>
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
        </>
      )}
    </FieldRows>
  )
}
