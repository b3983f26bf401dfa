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
  ['cards', 'tiles', 'code', 'slider', 'toggle', 'file'].includes(control)

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
  return (
    <>
      {plain.length > 0 ? <FieldGrid fields={plain} control={control} hints={hints} /> : null}
      {choices.map((choice) => (
        <ChoiceOf key={choice.id} spec={spec} choice={choice} control={control} values={values} />
      ))}
      {advanced.length > 0 ? (
        <AdvancedFields fields={advanced} control={control} values={values} hints={hints} />
      ) : null}
    </>
  )
}

/** Two in a row where they are short. */
function FieldGrid(props: {
  title?: string | undefined
  fields: readonly ConnectorField[]
  control: Control<FormValues>
  hints: Record<string, string | undefined>
}) {
  return (
    <div className="grid w-full gap-x-4 gap-y-5 sm:grid-cols-2">
      {props.title ? (
        <h3 className="text-muted border-b pb-1 text-sm font-medium sm:col-span-2">{props.title}</h3>
      ) : null}
      {props.fields.map((field) => (
        <div key={field.name} className={cn('min-w-0', isWide(field) && 'sm:col-span-2')}>
          <ConfigField field={field} control={props.control} hint={props.hints[field.name]} />
        </div>
      ))}
    </div>
  )
}

/** Behind a disclosure, which is open where something in it was said or is wrong. */
function AdvancedFields(props: {
  fields: readonly ConnectorField[]
  control: Control<FormValues>
  values: FormValues
  hints: Record<string, string | undefined>
}) {
  const { fields, control, values } = props
  const { errors } = useFormState({ control })
  const changed = fields.filter(
    ({ name, default: fallback = '' }) => (values[toPath(name)] ?? '') !== fallback,
  ).length
  const [isChosenOpen, setIsOpen] = useState(changed > 0)
  const isOpen = isChosenOpen || fields.some(({ name }) => errors[toPath(name)] !== undefined)
  const groups = [...new Set(fields.map(({ group }) => group))]
  return (
    <section aria-label="Advanced configurations" className="flex flex-col items-start gap-4">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="text-accent flex items-center gap-1 rounded-sm text-sm font-medium hover:underline"
      >
        <ChevronRight
          aria-hidden="true"
          className={cn('size-4 transition-transform', isOpen && 'rotate-90')}
        />
        {isOpen ? 'Hide advanced configurations' : 'Show advanced configurations'}
        <span className="text-faint font-normal">
          {plural(fields.length, 'setting')}
          {changed > 0 ? `, ${changed} changed` : ''}
        </span>
      </button>
      {isOpen
        ? groups.map((group) => (
            <FieldGrid
              key={group}
              title={groups.length > 1 ? group : undefined}
              fields={fields.filter((field) => field.group === group)}
              control={control}
              hints={props.hints}
            />
          ))
        : null}
    </section>
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
