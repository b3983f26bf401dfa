'use client'

import { Controller, useWatch } from 'react-hook-form'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { Segmented } from '@/components/ui/segmented'
import { choicePath, toPath, type FormValues } from '../../../_components/form-values'
import { TopicPattern } from './topic-pattern'
import { TopicPicker } from './topic-picker'
import { useWizardScope } from './wizard-context'

/** The topics of the connector: one to write to, several to read, or all that a pattern matches. */
export function TopicStep({ form }: WizardStepProps<FormValues>) {
  const { spec } = useWizardScope()
  const { control } = form
  const choice = spec.choices.find(({ step }) => step === 'topics')
  const chosen = useWatch({ control, name: choicePath(choice?.id ?? '') })
  const own = spec.fields.find((field) => field.control === 'topic' || field.control === 'topics')
  const pattern = choice?.alternatives.map(({ field }) => field).find((name) => name !== own?.name)
  const isPattern = pattern !== undefined && chosen === pattern
  const step = spec.steps.find(({ id }) => id === 'topics')
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="text-base font-medium">{step?.heading}</h2>
          {step?.help ? <p className="text-muted text-sm">{step.help}</p> : null}
        </div>
        {choice ? (
          <Controller
            name={choicePath(choice.id)}
            control={control}
            render={({ field: input }) => (
              <Segmented
                aria-label={choice.label}
                value={input.value ?? ''}
                onValueChange={input.onChange}
                segments={choice.alternatives.map(({ field, label }) => ({ value: field, label }))}
              />
            )}
          />
        ) : null}
      </div>
      {isPattern ? <TopicPattern form={form} name={pattern} /> : null}
      {own && !isPattern ? (
        <TopicPicker form={form} path={toPath(own.name)} isMultiple={own.control === 'topics'} />
      ) : null}
    </>
  )
}
