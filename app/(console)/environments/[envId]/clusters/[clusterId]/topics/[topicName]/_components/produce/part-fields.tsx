'use client'

import type { ReactNode } from 'react'
import { Controller, type UseFormReturn } from 'react-hook-form'
import { CodeEditor } from '@/components/patterns/code/code-editor'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import type { TopicPlace } from '../topic-place'
import type { ProduceForm } from './produce-form'
import { SchemaData } from './schema-data'
import type { SchemaPart } from './use-schema-part'

type Props = {
  place: TopicPlace
  /** Null: the environment has no registry, and there is no format by schema. */
  registryId: string | null
  form: UseFormReturn<ProduceForm, unknown, ProduceForm>
  part: SchemaPart
  onSubmit: () => void
}

const bySchema = { value: 'schema', label: 'Schema' }
const asText = { value: 'text', label: 'Text' }
const asBase64 = { value: 'base64', label: 'Base64' }
const keyFormats = [asText, asBase64]
const valueFormats = [{ value: 'json', label: 'JSON' }, asText, asBase64]

export function KeyFields({ place, registryId, form, part, onSubmit }: Props) {
  const format = form.watch('keyFormat')
  const choice = (
    <FormatChoice
      form={form}
      name="keyFormat"
      label="Format of the key"
      formats={keyFormats}
      registryId={registryId}
    />
  )
  if (format === 'schema' && registryId !== null)
    return (
      <Part label="Key" choice={choice}>
        <SchemaData {...{ registryId, part, onSubmit }} environmentId={place.environmentId} label="Key" />
      </Part>
    )
  return (
    <Field label="Key" isOptional aside={choice} error={form.formState.errors.key?.message}>
      <Input isMono {...form.register('key')} />
    </Field>
  )
}

export function ValueFields({ place, registryId, form, part, onSubmit }: Props) {
  const format = form.watch('format')
  const choice = (
    <FormatChoice
      form={form}
      name="format"
      label="Format of the value"
      formats={valueFormats}
      registryId={registryId}
    />
  )
  if (format === 'schema' && registryId !== null)
    return (
      <Part label="Value" choice={choice}>
        <SchemaData {...{ registryId, part, onSubmit }} environmentId={place.environmentId} label="Value" />
      </Part>
    )
  return (
    <Field label="Value" aside={choice} error={form.formState.errors.value?.message}>
      <Controller
        control={form.control}
        name="value"
        render={({ field }) => (
          <CodeEditor
            value={field.value}
            onChange={field.onChange}
            language={format === 'json' ? 'json' : 'text'}
            height="md"
            onSubmit={onSubmit}
          />
        )}
      />
    </Field>
  )
}

function Part({ label, choice, children }: { label: string; choice: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={label} className="flex min-w-0 flex-col gap-3">
      <div className="flex items-end justify-between gap-3">
        <h3 className="text-sm font-medium">{label}</h3>
        {choice}
      </div>
      {children}
    </section>
  )
}

function FormatChoice(props: {
  form: Props['form']
  name: 'keyFormat' | 'format'
  label: string
  formats: readonly { value: string; label: string }[]
  registryId: string | null
}) {
  return (
    <Controller
      control={props.form.control}
      name={props.name}
      render={({ field }) => (
        <Segmented
          size="sm"
          aria-label={props.label}
          value={field.value}
          onValueChange={field.onChange}
          segments={props.registryId === null ? props.formats : [...props.formats, bySchema]}
        />
      )}
    />
  )
}
