'use client'

import { createContext, use, useId, type ReactNode } from 'react'
import { cn } from './class-names'
import { Label } from './label'

type FieldControl = {
  id: string
  labelId: string
  describedBy: string | undefined
  isInvalid: boolean
  isRequired: boolean
}

const FieldContext = createContext<FieldControl | null>(null)

/** What a control inside a Field takes on: id, aria-describedby, aria-invalid, aria-required. */
export function useFieldControl(own: {
  id?: string | undefined
  'aria-describedby'?: string | undefined
  'aria-invalid'?: unknown
}) {
  const field = use(FieldContext)
  return {
    id: own.id ?? field?.id,
    'aria-describedby': [field?.describedBy, own['aria-describedby']].filter(Boolean).join(' ') || undefined,
    'aria-invalid': own['aria-invalid'] === true || field?.isInvalid || undefined,
    'aria-required': field?.isRequired || undefined,
  }
}

/** For groups (radio cards, segmented, slider): the same wiring by aria-labelledby. */
export function useFieldGroup() {
  const field = use(FieldContext)
  return {
    id: field?.id,
    'aria-labelledby': field?.labelId,
    'aria-describedby': field?.describedBy,
    'aria-invalid': field?.isInvalid || undefined,
  }
}

export type FieldProps = {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  isRequired?: boolean
  isOptional?: boolean
  /** Shown at the right of the label: a switch between input modes, a link. */
  aside?: ReactNode
  /** Inline explanation behind an info icon belongs in `hint`; keep labels short. */
  isLabelHidden?: boolean
  className?: string
  children: ReactNode
}

export function Field(props: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy =
    [props.hint ? hintId : '', props.error ? errorId : ''].filter(Boolean).join(' ') || undefined
  return (
    <FieldContext
      value={{
        id,
        labelId: `${id}-label`,
        describedBy,
        isInvalid: Boolean(props.error),
        isRequired: props.isRequired ?? false,
      }}
    >
      <div className={cn('flex min-w-0 flex-col gap-1.5', props.className)}>
        <div className={cn('flex items-end justify-between gap-3', props.isLabelHidden && 'sr-only')}>
          <Label id={`${id}-label`} htmlFor={id} isRequired={props.isRequired} isOptional={props.isOptional}>
            {props.label}
          </Label>
          {props.aside}
        </div>
        {props.children}
        {props.error ? (
          <p id={errorId} className="text-bad text-sm">
            {props.error}
          </p>
        ) : null}
        {props.hint ? (
          <p id={hintId} className={cn('text-faint text-sm', props.error && 'sr-only')}>
            {props.hint}
          </p>
        ) : null}
      </div>
    </FieldContext>
  )
}
