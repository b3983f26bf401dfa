'use client'

import { parseAsString, useQueryState } from 'nuqs'
import { useRef, useState } from 'react'
import { FormProvider, useForm, type DefaultValues, type FieldPath, type FieldValues } from 'react-hook-form'
import { Banner } from '@/components/ui/banner'
import { readError } from '../error-state'
import { readFieldProblems, showServerErrors } from '../form'
import { focusFirstInvalid, reachOf, stepIssues } from './step-checks'
import { useDraft } from './use-draft'
import { WizardFoot } from './wizard-foot'
import { DraftGuard, problemOf, RestoredDraft, UnfinishedSteps, WizardHead } from './wizard-notes'
import type { StepProblem } from './wizard-notes'
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
  const [elsewhere, setElsewhere] = useState<StepProblem[]>([])
  const [isTouched, setIsTouched] = useState(props.handedOver !== undefined)
  const [isOpenAhead, setIsOpenAhead] = useState(props.handedOver !== undefined)
  const [wanted, setWanted] = useQueryState('step', parseAsString.withOptions({ history: 'push' }))
  const [floor, setFloor] = useState(0)
  const [visited, setVisited] = useState(0)
  const last = steps.length - 1

  const issuesOf = (index: number): FieldProblem[] => stepIssues(steps[index], form.getValues())
  const showProblems = (problems: readonly FieldProblem[]) => {
    form.clearErrors()
    for (const { path, message } of problems)
      form.setError((path || 'root') as FieldPath<Values>, { type: 'step', message })
  }
  const draft = useDraft(form, {
    key: props.draftKey,
    keeping: props.draftKeeping,
    secretFields: props.secretFields,
    strip: props.stripDraft,
    initial: props.handedOver,
    openStep: wanted,
    place: () => ({ stepId: steps[current]?.id ?? '', furthest: Math.max(visited, current), isOpenAhead }),
    onChange: () => {
      setIsTouched(true)
      setFailure(null)
      setElsewhere([])
      if (refused.current !== null) showProblems(issuesOf(refused.current))
    },
    onRestore: (kept) => {
      setVisited(kept.furthest)
      setIsOpenAhead(kept.isOpenAhead)
    },
  })

  // The URL may ask for a step whose predecessors are not filled in (a shared link, a lost draft).
  const asked = Math.max(
    0,
    steps.findIndex((step) => step.id === wanted),
  )
  const reach = draft.isReady ? reachOf(steps, form.getValues(), isOpenAhead) : 0
  const current = Math.max(floor, Math.min(asked, reach))
  const step = steps[current]
  if (!step) return null

  const goToIndex = (index: number) => {
    refused.current = null
    form.clearErrors()
    setFailure(null)
    setVisited(Math.max(visited, index, current))
    void setWanted(steps[index]?.id ?? null)
    document.getElementById('main')?.scrollTo({ top: 0 })
  }
  const indexOf = (id: string) => steps.findIndex((one) => one.id === id)
  const goTo = (id: string) => goToIndex(indexOf(id))
  const focusSoon = () => requestAnimationFrame(() => focusFirstInvalid(body.current))
  const stopAt = (problems: readonly FieldProblem[], index = current) => {
    refused.current = index
    showProblems(problems)
    focusSoon()
  }
  const unfinished = (): StepProblem[] =>
    steps.slice(0, last).flatMap((one, index) => issuesOf(index).map((problem) => problemOf(one, problem)))
  const goToProblem = (id: string) => {
    const problems = issuesOf(indexOf(id))
    const told = elsewhere.filter(({ stepId }) => stepId === id)
    goTo(id)
    stopAt(problems.length > 0 ? problems : told, indexOf(id))
  }
  /** A refusal by the server: at the fields of this step, and as a list for those of others. */
  const refuse = (error: unknown) => {
    const known = readFieldProblems(error).flatMap(({ path, message }): StepProblem[] => {
      const home = steps.find(({ id }) => id === props.stepOf?.(path))
      return home && home.id !== step.id ? [problemOf(home, { path, message })] : []
    })
    setElsewhere(known)
    setIsDone(false)
    refused.current = current
    const rest = showServerErrors(form, error)
    if (rest !== null || known.length === 0)
      setFailure(rest ?? `Check the marked fields. ${readError(error).message}`)
    focusSoon()
  }
  const goNext = async () => {
    if (isBusy) return
    const problems = issuesOf(current)
    if (problems.length > 0) return stopAt(problems)
    if (current === last && unfinished().length > 0) return body.current?.scrollIntoView({ block: 'start' })
    setIsBusy(true)
    setFailure(null)
    try {
      const found = await step.onContinue?.(form.getValues(), form)
      if (found && found.length > 0) return stopAt(found)
      if (step.isPointOfNoReturn) setFloor(current + 1)
      if (current < last) return goToIndex(current + 1)
      setIsDone(true)
      await props.onFinish(form.getValues())
      draft.clear()
    } catch (error) {
      refuse(error)
    } finally {
      setIsBusy(false)
    }
  }
  const startOver = () => {
    form.reset(props.defaultValues)
    draft.startOver()
    setIsOpenAhead(false)
    setVisited(0)
    setIsTouched(false)
    goToIndex(0)
  }

  const Step = step.Component
  const failed = failure ?? form.formState.errors.root?.message
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
        <WizardHead title={props.title} header={props.header} actions={props.actions}>
          <WizardStepper
            steps={steps}
            current={current}
            floor={floor}
            reach={isOpenAhead ? last : Math.min(Math.max(visited, current), reach)}
            isUnfinished={(index) => isOpenAhead && issuesOf(index).length > 0}
            onGoTo={goToIndex}
          />
        </WizardHead>
        <div className="flex flex-1 flex-col gap-8 px-4 py-5 md:px-7 lg:flex-row lg:gap-12">
          <div ref={body} className="w-full max-w-150 min-w-0 lg:w-140 lg:shrink-0 xl:w-150">
            {draft.restored ? (
              <RestoredDraft draft={draft.restored} secretLabel={props.secretLabel} onStartOver={startOver} />
            ) : null}
            {current === last && draft.isReady ? (
              <UnfinishedSteps problems={[...unfinished(), ...elsewhere]} onGoTo={goToProblem} />
            ) : null}
            {failed ? <Banner tone="danger" className="mb-5" title={failed} /> : null}
            {draft.isReady ? (
              <div key={step.id} className="flex flex-col gap-6">
                <Step form={form} goNext={goNext} goTo={goTo} />
              </div>
            ) : null}
          </div>
          <WizardSummary
            title={props.summaryTitle ?? 'What will be made'}
            steps={step.id === 'review' ? [] : steps.slice(0, current + 1)}
            extra={props.summaryExtra}
          />
        </div>
        <WizardFoot
          onBack={current > floor ? () => goToIndex(current - 1) : undefined}
          cancelHref={props.cancelHref}
          isDraftSaved={draft.isSaved}
          action={props.footAction?.(step.id, form.getValues)}
          continueLabel={current === last ? props.finishLabel : (step.continueLabel ?? 'Continue')}
          isBusy={isBusy}
          isReady={draft.isReady}
        />
        <DraftGuard isActive={isTouched && !isDone} keeping={props.draftKeeping} />
      </form>
    </FormProvider>
  )
}
