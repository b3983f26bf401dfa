import type { FieldValues } from 'react-hook-form'
import type { FieldProblem, WizardStep } from './wizard-types'

/** What one step says about all values. */
export const stepIssues = <Values extends FieldValues>(
  step: WizardStep<Values> | undefined,
  values: Values,
): FieldProblem[] =>
  step?.schema
    .safeParse(values)
    .error?.issues.map(({ path, message }) => ({ path: path.join('.'), message })) ?? []

/** The furthest step that may be opened: the first one with a problem, or any when steps are open ahead. */
export function reachOf<Values extends FieldValues>(
  steps: readonly WizardStep<Values>[],
  values: Values,
  isOpenAhead: boolean,
): number {
  const first = isOpenAhead ? -1 : steps.findIndex((step) => stepIssues(step, values).length > 0)
  return first === -1 ? steps.length - 1 : first
}

export function focusFirstInvalid(container: HTMLElement | null) {
  const invalid = container?.querySelector('[aria-invalid="true"]')
  if (!(invalid instanceof HTMLElement)) return
  const isGroup = invalid.matches('[role="radiogroup"], [role="group"]')
  const target = isGroup ? invalid.querySelector('button, input') : invalid
  if (target instanceof HTMLElement) target.focus()
  invalid.scrollIntoView({ block: 'center' })
}
