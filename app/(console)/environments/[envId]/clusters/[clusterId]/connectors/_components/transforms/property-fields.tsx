'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import type { TransformProperty } from '@/lib/connectors/catalog/transforms'

type Properties = Readonly<Record<string, string>>

/** The fields of one transform or predicate, as its definition has them; unknown properties as plain texts. */
export function PropertyFields(props: {
  definitions: readonly TransformProperty[]
  values: Properties
  problemOf: (name: string) => string | undefined
  onChange: (values: Properties) => void
}) {
  const { definitions, values } = props
  const known = new Set(definitions.flatMap(({ name, aliases = [] }) => [name, ...aliases]))
  const others = Object.keys(values).filter((name) => !known.has(name))
  const change = (name: string, value: string) => props.onChange({ ...values, [name]: value })
  if (definitions.length === 0 && others.length === 0) return null
  return (
    <div className="grid gap-x-4 gap-y-4 sm:grid-cols-2">
      {definitions.map((definition) => (
        <PropertyField
          key={definition.name}
          definition={definition}
          value={values[definition.name] ?? ''}
          problem={props.problemOf(definition.name)}
          onChange={(value) => change(definition.name, value)}
        />
      ))}
      {others.map((name) => (
        <Field key={name} label={name} error={props.problemOf(name)}>
          <Input isMono value={values[name] ?? ''} onChange={(event) => change(name, event.target.value)} />
        </Field>
      ))}
    </div>
  )
}

function PropertyField(props: {
  definition: TransformProperty
  value: string
  problem: string | undefined
  onChange: (value: string) => void
}) {
  const { definition, value, onChange } = props
  const { type, label, help, options } = definition
  const isRequired = definition.default === undefined
  if (type === 'BOOLEAN')
    return (
      <div className="sm:col-span-2">
        <Switch
          checked={(value === '' ? definition.default : value.toLowerCase()) === 'true'}
          onCheckedChange={(checked) => onChange(String(checked))}
          label={label}
          hint={help}
        />
      </div>
    )
  return (
    <Field label={label} hint={help} error={props.problem} isRequired={isRequired}>
      {options ? (
        <Select
          value={value === '' ? (definition.default ?? '') : value}
          onValueChange={onChange}
          options={options.map((option) => ({ value: option, label: option }))}
        />
      ) : (
        <Input
          {...(type === 'INT' ? { inputMode: 'numeric' as const } : {})}
          placeholder={definition.placeholder ?? (definition.default || undefined)}
          isMono={type === 'LIST' || definition.holds !== undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
