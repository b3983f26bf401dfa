'use client'

import { useWatch } from 'react-hook-form'
import { WizardReview } from '@/components/patterns/wizard/wizard-summary'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { CodeBlock } from '@/components/patterns/code/code-block'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { connectorJsonText } from '@/lib/connectors/config-json'
import { configOf, shortLabel, type FormValues } from '../../../_components/form-values'
import { useWizardScope } from './wizard-context'

export function ReviewStep({ form, goTo }: WizardStepProps<FormValues>) {
  const { spec, steps } = useWizardScope()
  const values = useWatch({ control: form.control }) as FormValues
  const fixed = spec.fields.filter(({ isEditable, control }) => !isEditable && control !== 'none')
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Connector class" hint="What runs.">
          <Input value={spec.className} readOnly className="bg-sub" />
        </Field>
        <Field
          label="Connector name"
          isRequired
          error={form.formState.errors.name?.message}
          hint="Unique in this cluster."
        >
          <Input {...form.register('name')} />
        </Field>
      </div>
      <WizardReview steps={steps} goTo={goTo} />
      <p className="text-muted text-sm">
        Once launched, these cannot be changed:{' '}
        {fixed.map((field) => shortLabel(field).toLowerCase()).join(', ')}. Everything else can.
      </p>
      <CodeBlock
        label="Connector JSON"
        title="JSON"
        language="json"
        text={connectorJsonText(spec, configOf(spec, values))}
        downloadName={`${values.name || 'connector'}.json`}
      />
    </>
  )
}
