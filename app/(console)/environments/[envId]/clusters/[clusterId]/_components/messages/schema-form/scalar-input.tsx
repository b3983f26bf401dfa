'use client'

import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { FormType, TextFormat } from '@/lib/schemas/form/model'

type Props = {
  type: FormType
  text: string
  placeholder: string | undefined
  /** Null: it was emptied, which only text that is text can be. */
  onChange: (text: string | null) => void
}

export function ScalarInput(props: Props) {
  const { type, text, placeholder, onChange } = props
  switch (type.kind) {
    case 'null':
      return <p className="text-faint text-sm">Always null.</p>
    case 'boolean':
      return (
        <Segmented
          value={text}
          onValueChange={onChange}
          segments={[
            { value: 'true', label: 'true' },
            { value: 'false', label: 'false' },
          ]}
        />
      )
    case 'choice':
      return (
        <Select
          value={text}
          onValueChange={onChange}
          placeholder={placeholder ?? 'Choose one'}
          options={type.values.map((value) => ({
            value: JSON.stringify(value),
            label: typeof value === 'string' ? value : JSON.stringify(value),
          }))}
        />
      )
    case 'json':
      return (
        <Textarea
          rows={3}
          className="font-mono text-sm"
          value={text}
          placeholder={placeholder}
          onChange={({ target }) => onChange(target.value || null)}
        />
      )
    case 'text':
      return <TextInput {...props} format={type.format} />
    default:
      return (
        <Input
          isMono
          inputMode={type.kind === 'integer' ? 'numeric' : 'decimal'}
          value={text}
          placeholder={placeholder}
          onChange={({ target }) => onChange(target.value || null)}
        />
      )
  }
}

type Picker = { kind: 'date' | 'time' | 'datetime-local'; shape: RegExp; suffix: string }
const pickers: Partial<Record<TextFormat, Picker>> = {
  date: { kind: 'date', shape: /^\d{4}-\d\d-\d\d$/, suffix: '' },
  time: { kind: 'time', shape: /^\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/, suffix: '' },
  instant: { kind: 'datetime-local', shape: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/, suffix: 'Z' },
  'local-instant': {
    kind: 'datetime-local',
    shape: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/,
    suffix: '',
  },
}

function TextInput({ format, text, placeholder, onChange }: Props & { format: TextFormat }) {
  const picker = pickers[format]
  // A time finer than a browser's picker can say is typed.
  if (picker && (text === '' || picker.shape.test(text))) {
    const shown = picker.suffix === '' ? text : text.slice(0, -picker.suffix.length)
    return (
      <div className="flex items-center gap-2">
        <Input
          type={picker.kind}
          step={picker.kind === 'date' ? undefined : '0.001'}
          value={shown}
          onChange={({ target: { value } }) => onChange(value ? withSeconds(value) + picker.suffix : null)}
        />
        {picker.kind === 'datetime-local' ? (
          <Button size="sm" onClick={() => onChange(now(format))}>
            Now
          </Button>
        ) : null}
      </div>
    )
  }
  return (
    <Input
      isMono
      value={text}
      placeholder={placeholder}
      onChange={({ target }) => onChange(target.value || (format === 'plain' ? '' : null))}
    />
  )
}

/** Pickers leave out seconds that are zero; JSON Schema wants them. */
const withSeconds = (value: string): string => (/[T ]?\d\d:\d\d$/.test(value) ? `${value}:00` : value)

function now(format: TextFormat): string {
  const date = new Date()
  if (format === 'instant') return date.toISOString()
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, -1)
}
