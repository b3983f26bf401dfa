'use client'

import { Sparkles } from 'lucide-react'
import type { UseFormReturn } from 'react-hook-form'
import { schemaTypeNames } from '@/components/subjects/setting-words'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { schemaTypes, type SchemaTypeName, type VersionDto } from '@/lib/subjects/rest-schema'
import type { ContractForm } from './contract-form'
import type { SchemaEditorProps } from './schema-editor'
import { starterText } from './starter-texts'

type Props = Pick<SchemaEditorProps, 'subject' | 'topic'> & {
  before: VersionDto | null
  form: UseFormReturn<ContractForm>
  onInfer: () => void
  isInferring: boolean
}

/** What is made, its type, and where its text may come from. */
export function EditorHead({ form, before, subject, topic, onInfer, isInferring }: Props) {
  const [type, text, name] = form.watch(['schemaType', 'schema', 'subject'])
  const change = (next: SchemaTypeName) => {
    // Nothing of one's own is lost: a starter text gives way to the next.
    const isUntouched = text.trim() === '' || text === starterText(type, subject ?? '')
    form.setValue('schemaType', next, { shouldDirty: true })
    if (isUntouched) form.setValue('schema', starterText(next, subject ?? ''), { shouldDirty: false })
  }
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h2 className="text-base font-medium">
          {before ? `Evolve ${name}` : subject === null ? 'New schema' : `New data contract ${name}`}
        </h2>
        <p className="text-muted text-sm">
          {before
            ? `What you register becomes the version after version ${before.version}.`
            : 'Producers and consumers of these messages agree on this schema.'}
        </p>
      </div>
      <div className="flex flex-wrap items-end gap-3">
        {subject === null ? (
          <Field
            label="Subject"
            isRequired
            className="w-full sm:w-80"
            hint="A topic’s name with -value or -key, or the name of a type that others refer to."
            error={form.formState.errors.subject?.message}
          >
            <Input isMono placeholder="orders-value" {...form.register('subject')} />
          </Field>
        ) : null}
        <Field label="Type" className="w-44">
          <Select
            value={type}
            onValueChange={(next) => change(schemaTypes.find((one) => one === next) ?? 'AVRO')}
            options={schemaTypes.map((value) => ({ value, label: schemaTypeNames[value] }))}
          />
        </Field>
        {topic ? (
          <Button isLoading={isInferring} onClick={onInfer}>
            {isInferring ? null : <Sparkles aria-hidden="true" />}
            Infer from messages
          </Button>
        ) : null}
      </div>
    </div>
  )
}
