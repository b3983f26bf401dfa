'use client'

import { CodeEditor } from '@/components/patterns/code/code-editor'
import { Checkbox } from '@/components/ui/checkbox'
import { Combobox } from '@/components/ui/combobox'
import { useFieldGroup } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioCards } from '@/components/ui/radio-cards'
import { Select } from '@/components/ui/select'
import { Slider } from '@/components/ui/slider'
import { Switch } from '@/components/ui/switch'
import { optionsIn, type ConnectorField, type FieldOption } from '@/lib/connectors/catalog/spec'
import { FileText } from './file-text'
import { TemplateTiles } from './template-tiles'
import { TimezoneControl } from './timezone-control'

type ControlProps = {
  field: ConnectorField
  value: string
  onChange: (value: string) => void
  /** One leaves the field: what stands in it can be checked. */
  onBlur: () => void
}

/** The control that a field of a spec asks for. */
export function ConfigControl(props: ControlProps) {
  const { field, value, onChange, onBlur } = props
  switch (field.control) {
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
    case 'cards':
    case 'tiles':
      return <OptionControl {...props} />
    case 'timezone':
      return <TimezoneControl value={value} onChange={onChange} onBlur={onBlur} />
    case 'code':
      return <CodeEditor language="json" height="lg" value={value} onChange={onChange} onBlur={onBlur} />
    case 'slider':
      return <SliderControl {...props} />
    case 'file':
      return (
        <FileText
          label={field.label}
          placeholder={field.placeholder}
          accept=".pem,.crt,.cer,.cert,text/plain"
          binaryHint={(name) => `Convert it to PEM: openssl x509 -inform der -in ${name}`}
          value={value}
          onChange={onChange}
          onBlur={onBlur}
        />
      )
    case 'list':
      return field.options ? <ListControl {...props} /> : <TextControl {...props} />
    case 'number':
    case 'secret':
    case 'text':
    case 'topic':
    case 'topics':
    case 'credentials':
    case 'none':
      return field.recommended ? <RecommendedControl {...props} /> : <TextControl {...props} />
  }
}

function TextControl({ field, value, onChange, onBlur }: ControlProps) {
  const isSecret = field.control === 'secret'
  const isNumber = field.control === 'number'
  return (
    <Input
      {...(isSecret ? { type: 'password', isMono: true, autoComplete: 'new-password' } : {})}
      {...(isNumber ? { inputMode: 'numeric' } : {})}
      {...(field.placeholder ? { placeholder: field.placeholder } : {})}
      value={value}
      onChange={(event) => onChange(isNumber ? event.target.value.trim() : event.target.value)}
      onBlur={onBlur}
    />
  )
}

const choicesOf = (options: readonly FieldOption[]) =>
  options.map(({ value, label, description }) => ({ value, label, hint: description }))

function OptionControl({ field, value, onChange, onBlur }: ControlProps) {
  const options = optionsIn(field, 'managed') ?? field.recommended ?? []
  if (field.control === 'select') return <SelectControl {...{ field, value, onChange, onBlur, options }} />
  if (field.control === 'tiles') return <TemplateTiles options={options} value={value} onChange={onChange} />
  return (
    <RadioCards
      columns={options.length === 3 ? 3 : options.length > 3 ? 4 : 2}
      value={value}
      onValueChange={onChange}
      cards={options.map((option) => ({
        value: option.value,
        title: option.label,
        description: option.description,
      }))}
    />
  )
}

const notSet = 'not-set'

/** What has no default and may be left out can be left out again. */
function SelectControl(props: ControlProps & { options: readonly FieldOption[] }) {
  const { field, value, onChange, options } = props
  const isOptional = !field.required && field.default === undefined
  return (
    <Select
      value={isOptional && value === '' ? notSet : value}
      onValueChange={(next) => onChange(next === notSet ? '' : next)}
      onBlur={props.onBlur}
      options={[...(isOptional ? [{ value: notSet, label: 'Not set' }] : []), ...choicesOf(options)]}
    />
  )
}

/** Some of a few values, in their order. */
function ListControl({ field, value, onChange, onBlur }: ControlProps) {
  const group = useFieldGroup()
  const chosen = value.split(',').map((one) => one.trim())
  const options = optionsIn(field, 'managed') ?? []
  return (
    <div role="group" {...group} className="flex flex-wrap gap-x-5 gap-y-2 py-1">
      {options.map((option) => (
        <Checkbox
          key={option.value}
          label={option.label}
          checked={chosen.includes(option.value)}
          onBlur={onBlur}
          onCheckedChange={(isChosen) =>
            onChange(
              options
                .map((one) => one.value)
                .filter((one) => (one === option.value ? isChosen : chosen.includes(one)))
                .join(','),
            )
          }
        />
      ))}
    </div>
  )
}

/** Values that are offered while any other may be typed. */
function RecommendedControl({ field, value, onChange, onBlur }: ControlProps) {
  return (
    <Combobox
      value={value}
      onValueChange={onChange}
      onCreate={onChange}
      onBlur={onBlur}
      noun="values"
      placeholder={field.placeholder ?? 'Choose or type'}
      options={choicesOf(field.recommended ?? [])}
    />
  )
}

function SliderControl({ field, value, onChange, onBlur }: ControlProps) {
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
