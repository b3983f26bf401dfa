'use client'

import { createContext, use } from 'react'
import type { FormModel } from '@/lib/schemas/form/model'

type FormState = { model: FormModel; problems: ReadonlyMap<string, string> }

/** The schema that the form is of, and what is wrong at which path. */
export const SchemaFormContext = createContext<FormState>({
  model: { schemaType: 'AVRO', root: { kind: 'json' }, records: {} },
  problems: new Map(),
})
export const useSchemaForm = () => use(SchemaFormContext)

export const useProblem = (path: readonly string[]): string | undefined =>
  useSchemaForm().problems.get(path.join('.'))
