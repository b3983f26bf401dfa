'use client'

import { useMemo } from 'react'
import type { Draft } from '@/lib/schemas/form/draft'
import type { FormModel } from '@/lib/schemas/form/model'
import type { FormProblem } from '@/lib/schemas/form/write'
import { SchemaFormContext } from './form-context'
import { RecordFields } from './record-fields'
import { ValueField } from './value-field'

/** A form for one record of a schema: nested records, lists, maps and unions as the schema has them. */
export function SchemaForm(props: {
  /** Names the whole: "Key", "Value". */
  label: string
  model: FormModel
  draft: Draft
  problems: readonly FormProblem[]
  onChange: (draft: Draft) => void
}) {
  const { model, draft, problems, onChange } = props
  const { root } = model
  const state = useMemo(
    () => ({ model, ValueField, problems: new Map(problems.map(({ path, message }) => [path, message])) }),
    [model, problems],
  )
  const ofWhole = state.problems.get('')
  return (
    <SchemaFormContext value={state}>
      <div
        role="group"
        aria-label={`Fields of the ${props.label.toLowerCase()}`}
        className="flex flex-col gap-3.5"
      >
        {root.kind === 'record' && draft.kind === 'record' ? (
          <>
            {ofWhole ? <p className="text-bad text-sm">{ofWhole}</p> : null}
            <RecordFields name={root.name} draft={draft} path={[]} onChange={onChange} />
          </>
        ) : (
          <ValueField
            label={props.label}
            type={root}
            value={draft}
            path={[]}
            onChange={(next) => next && onChange(next)}
          />
        )}
      </div>
    </SchemaFormContext>
  )
}
