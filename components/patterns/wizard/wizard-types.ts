import type { ComponentType, ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import type { z } from 'zod'
import type { DraftKeeping } from './drafts'

export type SummaryRow = { label: string; value: ReactNode }

export type FieldProblem = { path: string; message: string }

export type WizardStepProps<Values extends FieldValues> = {
  form: UseFormReturn<Values>
  /** As if Continue were pressed. */
  goNext: () => Promise<void>
  goTo: (stepId: string) => void
}

export type WizardStep<Values extends FieldValues> = {
  id: string
  title: string
  /** Checks all values with this step's eyes; its issues stop Continue and stand at their fields. */
  schema: z.ZodType
  Component: ComponentType<WizardStepProps<Values>>
  /** What this step decided, for the panel at the right and for Review. */
  summary: (values: Values) => SummaryRow[]
  /** Runs after the schema when Continue is pressed: a check by the server, or the creation itself. */
  onContinue?: (values: Values, form: UseFormReturn<Values>) => Promise<FieldProblem[] | void>
  continueLabel?: string
  /** A step after something was made cannot go back to before it. */
  isPointOfNoReturn?: boolean
}

export type WizardProps<Values extends FieldValues> = {
  title: string
  header?: ReactNode
  /** Beside the title. */
  actions?: ReactNode
  steps: readonly WizardStep<Values>[]
  defaultValues: Values
  /** Names the draft; one per thing being made. */
  draftKey: string
  /** Until the tab is closed, unless a draft is to last until it is finished or discarded. */
  draftKeeping?: DraftKeeping
  /** Top-level fields that never go into the draft, and how to call those that were lost by that. */
  secretFields?: readonly (keyof Values & string)[]
  secretLabel?: (field: string) => string
  /** Takes out of the draft what is secret inside of other fields. */
  stripDraft?: (values: Values) => Values
  /** Filled in elsewhere: steps are open although those before are not finished; the last one lists what is missing. */
  handedOver?: Values | undefined
  /** Which step shows a field, for refusals of the server. */
  stepOf?: (path: string) => string | undefined
  summaryTitle?: string
  /** Under the summary rows: JSON, a preview, what it takes. */
  summaryExtra?: (values: Values) => ReactNode
  /** In the foot beside Continue. */
  footAction?: (stepId: string, values: () => Values) => ReactNode
  finishLabel: string
  onFinish: (values: Values) => Promise<unknown>
  cancelHref: string
}
