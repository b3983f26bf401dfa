'use client'

import { createContext, use, type ComponentType, type ReactNode } from 'react'
import type { Draft } from '@/lib/schemas/form/draft'
import type { FormModel, FormType } from '@/lib/schemas/form/model'

export type ValueFieldProps = {
  label: string
  isLabelHidden?: boolean
  doc?: string | null
  type: FormType
  /** Null: left out. */
  value: Draft | null
  path: readonly string[]
  isOptional?: boolean
  /** Beside the label or the input: to take an item away. */
  aside?: ReactNode
  onChange: (value: Draft | null) => void
}

type FormState = {
  model: FormModel
  problems: ReadonlyMap<string, string>
  /** Values hold values: records, lists and unions take the field from here, as it takes them. */
  ValueField: ComponentType<ValueFieldProps>
}

/** The schema that the form is of, and what is wrong at which path. */
export const SchemaFormContext = createContext<FormState>({
  model: { schemaType: 'AVRO', root: { kind: 'json' }, records: {} },
  problems: new Map(),
  ValueField: () => null,
})
export const useSchemaForm = () => use(SchemaFormContext)

export const useProblem = (path: readonly string[]): string | undefined =>
  useSchemaForm().problems.get(path.join('.'))
