'use client'

import { parseAsString, useQueryState } from 'nuqs'
import { useRef, useState } from 'react'
import { FormProvider, useForm, type DefaultValues, type FieldPath, type FieldValues } from 'react-hook-form'
import { Banner } from '@/components/ui/banner'
import { readError } from '../error-state'
import { showServerErrors } from '../form'
import { LeaveGuard } from '../leave-guard'
import { useDraft } from './use-draft'
import { WizardFoot } from './wizard-foot'
import { WizardStepper } from './wizard-stepper'
import { WizardSummary } from './wizard-summary'
import type { FieldProblem, WizardProps } from './wizard-types'

/** A numbered form over several steps. The page gives steps as data; order, checks, focus and draft are here. */
export function Wizard<Values extends FieldValues>(props: WizardProps<Values>) {
  const { steps } = props
  const form = useForm<Values>({ defaultValues: props.defaultValues as DefaultValues<Values> })
  const body = useRef<HTMLDivElement>(null)
  // The step whose Continue was refused: from then on it is checked with every change.
  const refused = useRef<number | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [isDone, setIsDone] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [isTouched, setIsTouched] = useState(false)
  const [wanted, setWanted] = useQueryState('step', parseAsString.withOptions({ history: 'push' }))
  const [floor, setFloor] = useState(0)

  const issuesOf = (index: number): FieldProblem[] => {
    const result = steps[index]?.schema.safeParse(form.getValues())
    return (
      result?.error?.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })) ?? []
    )
  }
  const showProblems = (problems: readonly FieldProblem[]) => {
    form.clearErrors()
    for (const { path, message } of problems) {
      form.setError((path || 'root') as FieldPath<Values>, { type: 'step', message })
    }
  }
  const draft = useDraft(form, props.draftKey, props.secretFields ?? [], () => {
    setIsTouched(true)
    setFailure(null)
    if (refused.current !== null) showProblems(issuesOf(refused.current))
  })

  // The URL may ask for a step whose predecessors are not filled in (a shared link, a lost draft).
  const asked = Math.max(
    0,
    steps.findIndex((step) => step.id === wanted),
  )
  const firstOpen = draft.isReady ? steps.findIndex((_, index) => issuesOf(index).length > 0) : 0
  const current = Math.max(floor, Math.min(asked, firstOpen === -1 ? steps.length - 1 : firstOpen))
  const step = steps[current]
  if (!step) return null

  const goToIndex = (index: number) => {
    refused.current = null
    form.clearErrors()
    setFailure(null)
    void setWanted(steps[index]?.id ?? null)
    document.getElementById('main')?.scrollTo({ top: 0 })
  }
  const stopAt = (problems: readonly FieldProblem[]) => {
    refused.current = current
    showProblems(problems)
    requestAnimationFrame(() => focusFirstInvalid(body.current))
  }
  const goNext = async () => {
    if (isBusy) return
    const problems = issuesOf(current)
    if (problems.length > 0) return stopAt(problems)
    setIsBusy(true)
    setFailure(null)
    try {
      const found = await step.onContinue?.(form.getValues(), form)
      if (found && found.length > 0) return stopAt(found)
      if (step.isPointOfNoReturn) setFloor(current + 1)
      if (current < steps.length - 1) return goToIndex(current + 1)
      setIsDone(true)
      await props.onFinish(form.getValues())
      draft.clear()
    } catch (error) {
      setIsDone(false)
      refused.current = current
      setFailure(showServerErrors(form, error) ?? `Check the marked fields. ${readError(error).message}`)
      requestAnimationFrame(() => focusFirstInvalid(body.current))
    } finally {
      setIsBusy(false)
    }
  }

  const isLast = current === steps.length - 1
  const Step = step.Component
  const root = form.formState.errors.root?.message
  return (
    <FormProvider {...form}>
      <form
        noValidate
        className="flex min-h-full flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          void goNext()
        }}
      >
        <header className="flex flex-col gap-4 border-b px-4 pt-3 pb-3.5 md:px-7 md:pt-4">
          {props.header}
          <h1 className="text-xl">{props.title}</h1>
          <WizardStepper steps={steps} current={current} floor={floor} onGoTo={goToIndex} />
        </header>
        <div className="flex flex-1 flex-col gap-8 px-4 py-5 md:px-7 lg:flex-row lg:gap-12">
          <div ref={body} className="w-full max-w-150 min-w-0 lg:w-140 lg:shrink-0 xl:w-150">
            {(failure ?? root) ? (
              <Banner tone="danger" className="mb-5">
                {failure ?? root}
              </Banner>
            ) : null}
            {draft.isReady ? (
              <div key={step.id} className="flex flex-col gap-6">
                <Step
                  form={form}
                  goNext={goNext}
                  goTo={(id) => goToIndex(steps.findIndex((s) => s.id === id))}
                />
              </div>
            ) : null}
          </div>
          <WizardSummary
            title={props.summaryTitle ?? 'What will be made'}
            steps={steps.slice(0, current + 1)}
            extra={props.summaryExtra}
          />
        </div>
        <WizardFoot
          onBack={current > floor ? () => goToIndex(current - 1) : undefined}
          cancelHref={props.cancelHref}
          isDraftSaved={draft.isSaved}
          continueLabel={isLast ? props.finishLabel : (step.continueLabel ?? 'Continue')}
          isBusy={isBusy}
        />
        <LeaveGuard
          isActive={isTouched && !isDone}
          text="What you have filled in stays in this tab, except secrets, until you close it."
        />
      </form>
    </FormProvider>
  )
}

function focusFirstInvalid(container: HTMLElement | null) {
  const invalid = container?.querySelector('[aria-invalid="true"]')
  if (!(invalid instanceof HTMLElement)) return
  const isGroup = invalid.matches('[role="radiogroup"], [role="group"]')
  const target = isGroup ? invalid.querySelector('button, input') : invalid
  if (target instanceof HTMLElement) target.focus()
  invalid.scrollIntoView({ block: 'center' })
}
