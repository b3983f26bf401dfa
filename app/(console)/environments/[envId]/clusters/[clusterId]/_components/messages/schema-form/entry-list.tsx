'use client'

import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { newEntry, type DraftEntry } from '@/lib/schemas/form/draft'
import type { FormType } from '@/lib/schemas/form/model'
import { freshValue } from '@/lib/schemas/form/read'
import { useSchemaForm } from './form-context'

/** Keys and values: of a map, and of the properties that a schema allows without naming them. */
export function EntryList(props: {
  label: string
  /** Its name stands above already. */
  isBare?: boolean
  type: FormType
  entries: readonly DraftEntry[]
  path: readonly string[]
  onChange: (entries: DraftEntry[]) => void
}) {
  const { label, type, entries, path, onChange } = props
  const { model, ValueField } = useSchemaForm()
  const change = (id: number, next: Partial<DraftEntry>) =>
    onChange(entries.map((entry) => (entry.id === id ? { ...entry, ...next } : entry)))
  const add = () => {
    const value = freshValue(model, type)
    onChange([...entries, newEntry('', value)])
  }
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-3.5">
      {props.isBare ? null : <p className="text-sm font-medium">{label}</p>}
      {entries.map(({ id, key, value }, index) => (
        <div key={id} className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
          <Field label={<span className="font-mono text-xs">{`Key ${index + 1}`}</span>}>
            <Input isMono value={key} onChange={({ target }) => change(id, { key: target.value })} />
          </Field>
          <ValueField
            label={`Value ${index + 1}`}
            type={type}
            value={value}
            path={[...path, key]}
            aside={
              <IconButton
                label={`Remove entry ${index + 1} of ${label}`}
                size="icon-xs"
                onClick={() => onChange(entries.filter((entry) => entry.id !== id))}
              >
                <X aria-hidden="true" />
              </IconButton>
            }
            onChange={(next) => next && change(id, { value: next })}
          />
        </div>
      ))}
      <Button size="sm" className="w-fit" onClick={add}>
        <Plus aria-hidden="true" />
        Add entry to {label}
      </Button>
    </div>
  )
}
