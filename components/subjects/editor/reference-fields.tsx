'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { Controller, useFieldArray, type UseFormReturn } from 'react-hook-form'
import { Button, IconButton } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { subjectSummariesQuery } from '@/lib/queries/subject-summaries'
import { versionsQuery } from '@/lib/queries/subjects'
import type { SchemaTypeName } from '@/lib/subjects/rest-schema'
import type { ContractForm } from './contract-form'

type Props = { form: UseFormReturn<ContractForm>; registryId: string }

const nameHints: Record<SchemaTypeName, { placeholder: string; hint: string }> = {
  AVRO: { placeholder: 'com.acme.Address', hint: 'The full name of the type that the schema uses.' },
  JSON: { placeholder: 'address.json', hint: 'What stands in $ref.' },
  PROTOBUF: { placeholder: 'acme/address.proto', hint: 'The path of the import.' },
}

/** Schemas of other subjects that this one uses. */
export function ReferenceFields({ form, registryId }: Props) {
  const references = useFieldArray({ control: form.control, name: 'references' })
  const { errors } = form.formState
  const { placeholder, hint } = nameHints[form.watch('schemaType')]
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted text-sm">
        Types that other subjects define. {hint} Imports of google and confluent need no reference.
      </p>
      {references.fields.map((reference, index) => (
        <fieldset
          key={reference.id}
          className="grid gap-3 rounded-lg border p-4 md:grid-cols-[1fr_1fr_9rem_auto]"
        >
          <legend className="sr-only">Reference {index + 1}</legend>
          <Field label="Name" error={errors.references?.[index]?.name?.message}>
            <Input isMono placeholder={placeholder} {...form.register(`references.${index}.name`)} />
          </Field>
          <SubjectField form={form} registryId={registryId} index={index} />
          <VersionField form={form} registryId={registryId} index={index} />
          <IconButton
            label={`Remove reference ${index + 1}`}
            className="md:mt-6.5"
            onClick={() => references.remove(index)}
          >
            <X aria-hidden="true" />
          </IconButton>
        </fieldset>
      ))}
      <Button
        size="sm"
        className="w-fit"
        onClick={() => references.append({ name: '', subject: '', version: '-1' })}
      >
        <Plus aria-hidden="true" />
        Add reference
      </Button>
    </div>
  )
}

type FieldProps = Props & { index: number }

function SubjectField({ form, registryId, index }: FieldProps) {
  const search = { text: '', type: form.watch('schemaType'), state: 'live', context: null } as const
  const { data, isPending } = useInfiniteQuery(subjectSummariesQuery(registryId, search))
  const options = (data?.pages ?? []).flatMap((page) =>
    page.data.map(({ name, latestVersion }) => ({ value: name, label: name, hint: `v${latestVersion}` })),
  )
  return (
    <Controller
      control={form.control}
      name={`references.${index}.subject`}
      render={({ field, fieldState }) => (
        <Field label="Subject" error={fieldState.error?.message}>
          <Combobox
            value={field.value || undefined}
            onValueChange={(subject) => {
              field.onChange(subject)
              form.setValue(`references.${index}.version`, '-1', { shouldDirty: true })
            }}
            onBlur={field.onBlur}
            noun="subjects"
            placeholder="Choose from subjects"
            isLoading={isPending}
            options={options}
            onCreate={field.onChange}
          />
        </Field>
      )}
    />
  )
}

function VersionField({ form, registryId, index }: FieldProps) {
  const subject = form.watch(`references.${index}.subject`)
  const { data } = useQuery({ ...versionsQuery(registryId, subject), enabled: subject !== '' })
  return (
    <Controller
      control={form.control}
      name={`references.${index}.version`}
      render={({ field, fieldState }) => (
        <Field label="Version" error={fieldState.error?.message}>
          <Select
            value={field.value}
            onValueChange={field.onChange}
            options={[
              { value: '-1', label: 'Latest' },
              ...[...new Set([...(data ?? []).map(String), field.value])]
                .filter((value) => value !== '-1')
                .reverse()
                .map((value) => ({ value, label: `Version ${value}` })),
            ]}
          />
        </Field>
      )}
    />
  )
}
