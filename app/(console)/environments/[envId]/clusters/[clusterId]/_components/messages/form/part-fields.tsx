'use client'

import type { ReactNode } from 'react'
import { Controller, type UseFormReturn } from 'react-hook-form'
import { CodeEditor } from '@/components/patterns/code/code-editor'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import type { ProduceForm } from './produce-form'
import { SchemaData } from './schema-data'
import type { SchemaPart } from './use-schema-part'

type Props = {
  environmentId: string
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

export function KeyFields(props: Props) {
  const { form } = props
  return (
    <PartFields {...props} label="Key" name="keyFormat" formats={keyFormats}>
      {(choice) => (
        <Field label="Key" isOptional aside={choice} error={form.formState.errors.key?.message}>
          <Input isMono {...form.register('key')} />
        </Field>
      )}
    </PartFields>
  )
}

export function ValueFields(props: Props) {
  const { form, onSubmit } = props
  return (
    <PartFields {...props} label="Value" name="format" formats={valueFormats}>
      {(choice, format) => (
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
      )}
    </PartFields>
  )
}

type Format = { name: 'keyFormat' | 'format'; formats: readonly { value: string; label: string }[] }

/** By a schema, or plain as `children` draws it with the choice of the format. */
function PartFields(
  props: Props &
    Format & { label: 'Key' | 'Value'; children: (choice: ReactNode, format: string) => ReactNode },
) {
  const { registryId, form, name, label } = props
  const format = form.watch(name)
  const choice = <FormatChoice form={form} name={name} formats={props.formats} registryId={registryId} />
  if (format !== 'schema' || registryId === null) return props.children(choice, format)
  return (
    <section aria-label={label} className="flex min-w-0 flex-col gap-3">
      <div className="flex items-end justify-between gap-3">
        <h3 className="text-sm font-medium">{label}</h3>
        {choice}
      </div>
      <SchemaData
        environmentId={props.environmentId}
        registryId={registryId}
        label={label}
        part={props.part}
        onSubmit={props.onSubmit}
      />
    </section>
  )
}

function FormatChoice(props: Pick<Props, 'form' | 'registryId'> & Format) {
  return (
    <Controller
      control={props.form.control}
      name={props.name}
      render={({ field }) => (
        <Segmented
          size="sm"
          aria-label={props.name === 'format' ? 'Format of the value' : 'Format of the key'}
          value={field.value}
          onValueChange={field.onChange}
          segments={props.registryId === null ? props.formats : [...props.formats, bySchema]}
        />
      )}
    />
  )
}
