'use client'

import { Plus, X } from 'lucide-react'
import { useFieldArray, type UseFormReturn } from 'react-hook-form'
import { Button, IconButton } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ProduceForm } from './produce-form'

export function HeaderFields({ form }: { form: UseFormReturn<ProduceForm, unknown, ProduceForm> }) {
  const headers = useFieldArray({ control: form.control, name: 'headers' })
  const { errors } = form.formState
  return (
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
  )
}
