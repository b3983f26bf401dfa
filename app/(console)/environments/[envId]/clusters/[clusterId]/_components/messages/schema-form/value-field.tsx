'use client'

import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { type Draft } from '@/lib/schemas/form/draft'
import type { FormType } from '@/lib/schemas/form/model'
import { freshValue } from '@/lib/schemas/form/read'
import { EntryList } from './entry-list'
import { useProblem, useSchemaForm, type ValueFieldProps } from './form-context'
import { ItemList } from './item-list'
import { RecordFields } from './record-fields'
import { ScalarInput } from './scalar-input'
import { typeWord } from './type-word'
import { UnionInput } from './union-input'

const composites = ['record', 'list', 'map', 'union']

/** One value by its type. What may be null or left out starts as that, with a way to it and back. */
export function ValueField(props: ValueFieldProps) {
  const { label, type, value, path, isOptional = false, onChange } = props
  const { model } = useSchemaForm()
  const problem = useProblem(path)
  const inner = type.kind === 'nullable' ? type.of : type
  const empty =
    value === null ? 'left out' : value.kind === 'null' && type.kind === 'nullable' ? 'null' : null
  const mayBeEmpty = isOptional || type.kind === 'nullable'
  const clear = () => onChange(isOptional ? null : { kind: 'null' })
  const clearButton =
    mayBeEmpty && empty === null ? (
      <IconButton
        label={`${isOptional ? 'Leave out' : 'Set to null'}: ${label}`}
        size="icon-xs"
        onClick={clear}
      >
        <X aria-hidden="true" />
      </IconButton>
    ) : null
  const word = <span className="text-faint font-mono text-xs">{typeWord(inner)}</span>
  if (!composites.includes(inner.kind))
    return (
      <Field
        label={<span className="font-mono text-xs">{label}</span>}
        {...(props.isLabelHidden ? { isLabelHidden: true } : {})}
        hint={props.doc ?? undefined}
        error={problem}
        aside={
          <span className="flex items-center gap-1">
            {word}
            {clearButton}
            {props.aside}
          </span>
        }
      >
        <ScalarInput
          type={inner}
          text={value?.kind === 'text' ? value.text : ''}
          placeholder={empty ?? undefined}
          onChange={(text) =>
            text === null && mayBeEmpty ? clear() : onChange({ kind: 'text', text: text ?? '' })
          }
        />
      </Field>
    )
  return (
    <div role="group" aria-label={label} className="flex min-w-0 flex-col gap-2">
      <div className="flex min-h-6 items-center gap-1">
        <span className={props.isLabelHidden ? 'sr-only' : 'flex-1 font-mono text-xs font-medium'}>
          {label}
        </span>
        {word}
        {clearButton}
        {props.aside}
      </div>
      {props.doc ? <p className="text-faint text-sm">{props.doc}</p> : null}
      {problem && inner.kind !== 'union' ? <p className="text-bad text-sm">{problem}</p> : null}
      {value === null || empty !== null ? (
        <Button size="sm" className="w-fit" onClick={() => onChange(freshValue(model, inner))}>
          <Plus aria-hidden="true" />
          Add {label}
        </Button>
      ) : (
        <div className="flex flex-col gap-3.5 border-l pl-3.5">
          <Composite label={label} type={inner} value={value} path={path} onChange={onChange} />
        </div>
      )}
    </div>
  )
}

function Composite(props: {
  label: string
  type: FormType
  value: Draft
  path: readonly string[]
  onChange: (value: Draft) => void
}) {
  const { type, value, label, path, onChange } = props
  if (type.kind === 'record' && value.kind === 'record')
    return <RecordFields name={type.name} draft={value} path={path} onChange={onChange} />
  if (type.kind === 'list' && value.kind === 'list')
    return (
      <ItemList
        label={label}
        type={type.items}
        items={value.items}
        path={path}
        onChange={(items) => onChange({ kind: 'list', items })}
      />
    )
  if (type.kind === 'map' && value.kind === 'map')
    return (
      <EntryList
        label={label}
        isBare
        type={type.values}
        entries={value.entries}
        path={path}
        onChange={(entries) => onChange({ kind: 'map', entries })}
      />
    )
  if (type.kind === 'union' && value.kind === 'union')
    return <UnionInput label={label} type={type} value={value} path={path} onChange={onChange} />
  return null
}
