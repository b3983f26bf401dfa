'use client'

import type { ReactNode } from 'react'
import { useFormContext, useWatch, type FieldValues } from 'react-hook-form'
import { Facts } from '@/components/ui/card'
import type { WizardStep } from './wizard-types'

/** Live, at the right: what the steps so far have decided. */
export function WizardSummary<Values extends FieldValues>(props: {
  title: string
  steps: readonly WizardStep<Values>[]
  extra: ((values: Values) => ReactNode) | undefined
}) {
  const values = useAllValues<Values>()
  const rows = props.steps.flatMap((step) => step.summary(values))
  const extra = props.extra?.(values)
  if (rows.length === 0 && !extra) return null
  return (
    <aside aria-label={props.title} className="min-w-0 flex-1 lg:max-w-130">
      <div className="bg-sub sticky top-5 flex min-w-0 flex-col gap-3 rounded-lg border p-4.5">
        <h2 className="text-base font-medium">{props.title}</h2>
        {rows.length > 0 ? <Facts items={rows} /> : null}
        {extra}
      </div>
    </aside>
  )
}

/** Review, made from every step's summary, each with a way back to it. */
export function WizardReview<Values extends FieldValues>(props: {
  steps: readonly WizardStep<Values>[]
  goTo: (stepId: string) => void
}) {
  const values = useAllValues<Values>()
  return (
    <div className="divide-y rounded-lg border">
      {props.steps.map((step) => {
        const rows = step.summary(values)
        if (rows.length === 0) return null
        return (
          <section key={step.id} aria-label={step.title} className="flex items-start gap-4 px-4 py-3.5">
            <div className="min-w-0 flex-1">
              <h2 className="pb-2 text-sm font-medium">{step.title}</h2>
              <Facts items={rows} />
            </div>
            <button
              type="button"
              onClick={() => props.goTo(step.id)}
              aria-label={`Edit ${step.title}`}
              className="text-accent rounded-sm text-sm hover:underline"
            >
              Edit
            </button>
          </section>
        )
      })}
    </div>
  )
}

function useAllValues<Values extends FieldValues>(): Values {
  const { control, getValues } = useFormContext<Values>()
  useWatch({ control })
  // The watched object leaves out fields that were never registered; the form's own does not.
  return getValues()
}
