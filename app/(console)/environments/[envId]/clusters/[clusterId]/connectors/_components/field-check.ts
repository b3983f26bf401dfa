'use client'

import { createContext, use } from 'react'
import type { ConnectorField } from '@/lib/connectors/catalog/spec'

export type FieldCheck = {
  /** One leaves a field. */
  onLeave: (field: ConnectorField) => void
  /** A field gets another value: what was said of it and of the fields that depend on it is out of date. */
  onChange: (field: ConnectorField) => void
}

const silent: FieldCheck = { onLeave: () => undefined, onChange: () => undefined }

/** Checks fields while a form is filled in. Without a provider, only the submit does. */
export const FieldCheckContext = createContext<FieldCheck>(silent)

export const useFieldCheck = (): FieldCheck => use(FieldCheckContext)
