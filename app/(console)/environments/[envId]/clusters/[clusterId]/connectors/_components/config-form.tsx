'use client'

import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Controller, useFormState, useWatch, type Control } from 'react-hook-form'
import { cn } from '@/components/ui/class-names'
import { Segmented } from '@/components/ui/segmented'
import {
  isFieldVisible,
  type ConnectorField,
  type ConnectorSpec,
  type FieldChoice,
  type StepId,
} from '@/lib/connectors/catalog/spec'
import { plural } from '@/lib/format/numbers'
import { ConfigField } from './config-field'
import { choicePath, configOf, toPath, type FormValues } from './form-values'

const isWide = ({ control }: ConnectorField): boolean =>
  ['cards', 'tiles', 'code', 'slider', 'toggle'].includes(control)

type Props = {
  spec: ConnectorSpec
  control: Control<FormValues>
  step: StepId
  /** On a running connector only what may change. */
  isEditing?: boolean
  hints?: Record<string, string | undefined>
}

/** All fields of one step: plain ones, choices between fields, and the advanced ones behind a disclosure. */
export function ConfigForm({ spec, control, step, isEditing = false, hints = {} }: Props) {
  const values = useWatch({ control }) as FormValues
  const { errors } = useFormState({ control })
  const [isOpen, setIsOpen] = useState(false)
  const config = configOf(spec, values)
  const inChoice = new Set(spec.choices.flatMap(({ alternatives }) => alternatives.map(({ field }) => field)))
  const shown = spec.fields.filter(
    (field) =>
      field.step === step &&
      field.control !== 'none' &&
      !inChoice.has(field.name) &&
      (field.isEditable || !isEditing) &&
      isFieldVisible(spec, field, config),
  )
  const choices = spec.choices.filter((choice) => choice.step === step && (choice.isEditable || !isEditing))
  const plain = shown.filter((field) => !field.isAdvanced)
  const advanced = shown.filter((field) => field.isAdvanced)
  const isForced = advanced.some(({ name }) => errors[toPath(name)] !== undefined)
  return (
    <>
      {plain.map((field) => (
        <ConfigField key={field.name} field={field} control={control} hint={hints[field.name]} />
      ))}
      {choices.map((choice) => (
        <ChoiceOf key={choice.id} spec={spec} choice={choice} control={control} values={values} />
      ))}
      {advanced.length > 0 ? (
        <section className="flex flex-col items-start gap-4">
          <button
            type="button"
            aria-expanded={isOpen || isForced}
            onClick={() => setIsOpen(!(isOpen || isForced))}
            className="text-accent flex items-center gap-1 rounded-sm text-sm font-medium hover:underline"
          >
            <ChevronRight
              aria-hidden="true"
              className={cn('size-4 transition-transform', (isOpen || isForced) && 'rotate-90')}
            />
            {isOpen || isForced ? 'Hide advanced configurations' : 'Show advanced configurations'}
            {isOpen || isForced ? null : (
              <span className="text-faint font-normal">{plural(advanced.length, 'setting')}</span>
            )}
          </button>
          {isOpen || isForced ? (
            <div className="grid w-full gap-x-4 gap-y-5 sm:grid-cols-2">
              {advanced.map((field) => (
                <div key={field.name} className={cn('min-w-0', isWide(field) && 'sm:col-span-2')}>
                  <ConfigField field={field} control={control} hint={hints[field.name]} />
                </div>
              ))}
            </div>
          ) : null}
        </section>
      ) : null}
    </>
  )
}

/** Exactly one of several fields: a switch, and the field that is chosen. */
function ChoiceOf(props: {
  spec: ConnectorSpec
  choice: FieldChoice
  control: Control<FormValues>
  values: FormValues
}) {
  const { spec, choice, control, values } = props
  const chosen = values[choicePath(choice.id)]
  const field = spec.fields.find(({ name }) => name === chosen)
  return (
    <section aria-label={choice.label} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-sm font-medium tracking-normal">{choice.label}</h2>
        <Controller
          name={choicePath(choice.id)}
          control={control}
          render={({ field: input }) => (
            <Segmented
              aria-label={choice.label}
              value={input.value ?? ''}
              onValueChange={input.onChange}
              segments={choice.alternatives.map((one) => ({ value: one.field, label: one.label }))}
            />
          )}
        />
      </div>
      {field ? <ConfigField key={field.name} field={field} control={control} isLabelHidden /> : null}
    </section>
  )
}
