'use client'

import { Controller, type Control } from 'react-hook-form'
import { CodeEditor } from '@/components/patterns/code/code-editor'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Slider } from '@/components/ui/slider'
import { Switch } from '@/components/ui/switch'
import { RadioCards } from '@/components/ui/radio-cards'
import type { ConnectorField } from '@/lib/connectors/catalog/spec'
import { toPath, type FormValues } from './form-values'
import { TemplateTiles } from './template-tiles'

type Props = {
  field: ConnectorField
  control: Control<FormValues>
  /** Replaces the field's own help: what the value means here. */
  hint?: string | undefined
  isLabelHidden?: boolean
}

/** One property of a connector, drawn by its control. There is no other form code per connector. */
export function ConfigField({ field, control, hint, isLabelHidden }: Props) {
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
          <ControlOf
            field={field}
            value={input.value ?? ''}
            onChange={input.onChange}
            onBlur={input.onBlur}
          />
        </Field>
      )}
    />
  )
}

// Cards and tiles explain themselves.
const helpOf = (field: ConnectorField): string | undefined =>
  field.control === 'cards' || field.control === 'tiles' ? undefined : field.help

type ControlProps = {
  field: ConnectorField
  value: string
  onChange: (value: string) => void
  onBlur: () => void
}

function ControlOf({ field, value, onChange, onBlur }: ControlProps) {
  const options = field.options ?? field.recommended ?? []
  switch (field.control) {
    case 'number':
      return (
        <Input
          inputMode="numeric"
          value={value}
          onChange={(event) => onChange(event.target.value.trim())}
          onBlur={onBlur}
        />
      )
    case 'secret':
      return (
        <Input
          type="password"
          isMono
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
        />
      )
    case 'toggle':
      return (
        <Switch
          checked={value.toLowerCase() === 'true'}
          onCheckedChange={(checked) => onChange(String(checked))}
          label={field.label}
          hint={field.help}
        />
      )
    case 'select':
      return (
        <Select
          value={value}
          onValueChange={onChange}
          onBlur={onBlur}
          options={options.map((option) => ({
            value: option.value,
            label: option.label,
            hint: option.description,
          }))}
        />
      )
    case 'cards':
      return (
        <RadioCards
          columns={options.length > 2 ? 4 : 2}
          value={value}
          onValueChange={onChange}
          cards={options.map((option) => ({
            value: option.value,
            title: option.label,
            description: option.description,
          }))}
        />
      )
    case 'tiles':
      return <TemplateTiles options={options} value={value} onChange={onChange} />
    case 'code':
      return <CodeEditor language="json" height="lg" value={value} onChange={onChange} onBlur={onBlur} />
    case 'slider': {
      const range = field.validators?.find((validator) => validator.kind === 'range')
      return (
        <div className="flex items-center gap-4">
          <Slider
            aria-label={field.label}
            value={Number(value) || 1}
            min={range?.min ?? 1}
            max={range?.max ?? 10}
            onValueChange={(next) => onChange(String(next))}
          />
          <Input
            className="w-16 shrink-0 text-right"
            inputMode="numeric"
            aria-label={`${field.label}, as a number`}
            value={value}
            onChange={(event) => onChange(event.target.value.trim())}
            onBlur={onBlur}
          />
        </div>
      )
    }
    case 'text':
    case 'topic':
    case 'topics':
    case 'credentials':
    case 'none':
      return <Input value={value} onChange={(event) => onChange(event.target.value)} onBlur={onBlur} />
  }
}
