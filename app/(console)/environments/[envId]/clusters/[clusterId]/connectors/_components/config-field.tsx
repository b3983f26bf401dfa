'use client'

import { Controller, type Control } from 'react-hook-form'
import { Field } from '@/components/ui/field'
import type { ConnectorField } from '@/lib/connectors/catalog/spec'
import { ConfigControl } from './config-control'
import { useFieldCheck } from './field-check'
import { toPath, type FormValues } from './form-values'

type Props = {
  field: ConnectorField
  control: Control<FormValues>
  /** Replaces the field's own help: what the value means here. */
  hint?: string | undefined
  isLabelHidden?: boolean
}

/** One property of a connector, drawn by its control. There is no other form code per connector. */
export function ConfigField({ field, control, hint, isLabelHidden }: Props) {
  const check = useFieldCheck()
  return (
    <Controller
      name={toPath(field.name)}
      control={control}
      render={({ field: input, fieldState }) => (
        <Field
          label={field.label}
          hint={field.control === 'toggle' ? undefined : (hint ?? helpOf(field))}
          error={fieldState.error?.message}
          isRequired={Boolean(field.required) && field.default === undefined}
          isLabelHidden={(isLabelHidden ?? false) || field.control === 'toggle'}
        >
          <ConfigControl
            field={field}
            value={input.value ?? ''}
            onChange={(value) => {
              input.onChange(value)
              check.onChange(field)
            }}
            onBlur={() => {
              input.onBlur()
              check.onLeave(field)
            }}
          />
        </Field>
      )}
    />
  )
}

// Cards and tiles explain themselves.
const helpOf = (field: ConnectorField): string | undefined =>
  field.control === 'cards' || field.control === 'tiles' ? undefined : field.help
