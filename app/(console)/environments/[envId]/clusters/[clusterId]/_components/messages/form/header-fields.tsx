'use client'

import { useFieldArray, type UseFormReturn } from 'react-hook-form'
import { FieldRows } from '@/components/patterns/field-rows'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ProduceForm } from './produce-form'

export function HeaderFields({ form }: { form: UseFormReturn<ProduceForm, unknown, ProduceForm> }) {
  const headers = useFieldArray({ control: form.control, name: 'headers' })
  const errors = form.formState.errors.headers
  return (
    <FieldRows
      legend={
        <>
          Headers <span className="text-faint font-normal">(optional)</span>
        </>
      }
      noun="header"
      ids={headers.fields.map(({ id }) => id)}
      onAdd={() => headers.append({ key: '', value: '', encoding: 'text' })}
      onRemove={(index) => headers.remove(index)}
    >
      {(index) => (
        <>
          <Field
            label={`Name of header ${index + 1}`}
            isLabelHidden
            className="min-w-24 flex-1"
            error={errors?.[index]?.key?.message}
          >
            <Input isMono placeholder="name" {...form.register(`headers.${index}.key`)} />
          </Field>
          <Field
            label={`Value of header ${index + 1}`}
            isLabelHidden
            className="min-w-24 flex-2"
            error={errors?.[index]?.value?.message}
          >
            <Input isMono placeholder="value" {...form.register(`headers.${index}.value`)} />
          </Field>
        </>
      )}
    </FieldRows>
  )
}
