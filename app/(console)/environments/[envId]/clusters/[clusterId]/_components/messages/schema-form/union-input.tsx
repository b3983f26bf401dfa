'use client'

import { Select } from '@/components/ui/select'
import { type Draft } from '@/lib/schemas/form/draft'
import type { FormType } from '@/lib/schemas/form/model'
import { freshValue } from '@/lib/schemas/form/read'
import { useSchemaForm } from './form-context'

/** Which branch, and its value. */
export function UnionInput(props: {
  label: string
  type: FormType & { kind: 'union' }
  value: Draft & { kind: 'union' }
  path: readonly string[]
  onChange: (value: Draft) => void
}) {
  const { label, type, value, path, onChange } = props
  const { model, ValueField } = useSchemaForm()
  const branch = type.branches[value.branch]
  const choose = (index: number) => {
    const chosen = type.branches[index]
    if (!chosen || index === value.branch) return
    const fresh = freshValue(model, chosen.type)
    onChange({ kind: 'union', branch: index, value: fresh })
  }
  return (
    <>
      <Select
        aria-label={`Type of ${label}`}
        value={String(value.branch)}
        onValueChange={(next) => choose(Number(next))}
        options={type.branches.map((one, index) => ({ value: String(index), label: one.label }))}
      />
      {branch ? (
        <ValueField
          label={branch.label}
          type={branch.type}
          value={value.value}
          path={path}
          onChange={(next) => next && onChange({ ...value, value: next })}
        />
      ) : null}
    </>
  )
}
