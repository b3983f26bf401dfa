import type { ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { LeaveGuard } from '../leave-guard'
import { Time } from '../time'
import type { Draft, DraftKeeping } from './drafts'
import type { FieldProblem } from './wizard-types'

export function WizardHead(props: {
  title: string
  header: ReactNode
  actions: ReactNode
  children: ReactNode
}) {
  return (
    <header className="flex flex-col gap-4 border-b px-4 pt-3 pb-3.5 md:px-7 md:pt-4">
      {props.header}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl">{props.title}</h1>
        {props.actions}
      </div>
      {props.children}
    </header>
  )
}

/** Above a step: whose values these are, and which have to be given once more. */
export function RestoredDraft(props: {
  draft: Draft
  secretLabel: ((field: string) => string) | undefined
  onStartOver: () => void
}) {
  const { draft, secretLabel } = props
  const lost = secretLabel ? draft.lost.map(secretLabel) : []
  return (
    <Banner
      tone={lost.length > 0 ? 'warning' : 'info'}
      className="mb-5"
      title={
        <>
          Your draft of <Time value={draft.savedAt} /> is back
        </>
      }
      action={
        <Button size="sm" onClick={props.onStartOver}>
          Start over
        </Button>
      }
    >
      {lost.length > 0 ? `Secrets are not kept in drafts. Enter again: ${lost.join(', ')}.` : null}
    </Banner>
  )
}

const leaveTexts = {
  browser: 'What you have filled in is kept as a draft in this browser, except secrets.',
  tab: 'What you have filled in stays in this tab, except secrets, until you close it.',
}

export function DraftGuard({
  isActive,
  keeping = 'tab',
}: {
  isActive: boolean
  keeping?: DraftKeeping | undefined
}) {
  return <LeaveGuard isActive={isActive} text={leaveTexts[keeping]} />
}

export type StepProblem = FieldProblem & { stepId: string; stepTitle: string }

export const problemOf = (
  { id, title }: { id: string; title: string },
  problem: FieldProblem,
): StepProblem => ({
  stepId: id,
  stepTitle: title,
  ...problem,
})

/** On the last step: what earlier steps still lack, each with the way there. */
export function UnfinishedSteps(props: {
  problems: readonly StepProblem[]
  onGoTo: (stepId: string) => void
}) {
  const { problems } = props
  if (problems.length === 0) return null
  return (
    <Banner
      tone="warning"
      className="mb-5"
      title={`${problems.length === 1 ? 'One thing' : `${problems.length} things`} to settle first`}
    >
      <ul className="mt-1 flex flex-col gap-1">
        {problems.map(({ stepId, stepTitle, path, message }) => (
          <li key={`${stepId}.${path}.${message}`}>
            <button
              type="button"
              className="text-accent rounded-sm font-medium hover:underline"
              onClick={() => props.onGoTo(stepId)}
            >
              {stepTitle}
            </button>
            : {message}
          </li>
        ))}
      </ul>
    </Banner>
  )
}
