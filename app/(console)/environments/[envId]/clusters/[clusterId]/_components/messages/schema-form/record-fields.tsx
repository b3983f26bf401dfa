'use client'

import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { recordOf, type Draft } from '@/lib/schemas/form/draft'
import type { FormField } from '@/lib/schemas/form/model'
import { freshValue } from '@/lib/schemas/form/read'
import { EntryList } from './entry-list'
import { useSchemaForm } from './form-context'

type Props = {
  name: string
  draft: Draft & { kind: 'record' }
  path: readonly string[]
  onChange: (draft: Draft) => void
}

/** The fields of a record one below the other; those of a oneof behind the choice between them. */
export function RecordFields({ name, draft, path, onChange }: Props) {
  const { model, ValueField } = useSchemaForm()
  const { fields, others } = recordOf(model, name)
  const set = (index: number, value: Draft | null, isAlone = false) => {
    const group = fields[index]?.oneof ?? null
    const next = fields.map((field, at) => {
      if (at === index) return value
      return isAlone && field.oneof === group ? null : (draft.fields[at] ?? null)
    })
    onChange({ ...draft, fields: next })
  }
  const inputOf = (field: FormField, index: number) => (
    <ValueField
      key={field.name}
      label={field.name}
      doc={field.doc}
      type={field.type}
      value={draft.fields[index] ?? null}
      path={[...path, field.name]}
      isOptional={field.isOptional}
      onChange={(value) => set(index, value)}
    />
  )
  const choose = (group: string, chosen: string) => {
    const index = fields.findIndex((field) => field.oneof === group && field.name === chosen)
    const field = fields[index]
    const none = fields.findIndex((one) => one.oneof === group)
    if (!field) return set(none, null, true)
    const value = freshValue(model, field.type)
    set(index, value, true)
  }
  return (
    <>
      {fields.map((field, index) => {
        const group = field.oneof
        if (group === null) return inputOf(field, index)
        const members = fields.filter((other) => other.oneof === group)
        if (members.length === 1) return inputOf(field, index)
        if (members[0] !== field) return null
        const at = fields.findIndex((one, place) => one.oneof === group && draft.fields[place] != null)
        const chosen = fields[at]
        return (
          <div key={`oneof ${group}`} className="flex flex-col gap-3.5">
            <Field label={<span className="font-mono text-xs">{group}</span>} hint="At most one of these.">
              <Select
                value={chosen?.name ?? leftOut}
                onValueChange={(next) => choose(group, next)}
                options={[
                  { value: leftOut, label: 'None' },
                  ...members.map(({ name: member }) => ({ value: member, label: member })),
                ]}
              />
            </Field>
            {chosen ? inputOf({ ...chosen, isOptional: false }, at) : null}
          </div>
        )
      })}
      {others !== null && (others.isOffered || draft.others.length > 0) ? (
        <EntryList
          label="Other properties"
          type={others.type}
          entries={draft.others}
          path={path}
          onChange={(entries) => onChange({ ...draft, others: entries })}
        />
      ) : null}
    </>
  )
}

/** No field of a schema is called this. */
const leftOut = ' '
