'use client'

import { Check } from 'lucide-react'
import { cn } from '@/components/ui/class-names'

export function WizardStepper(props: {
  steps: readonly { id: string; title: string }[]
  current: number
  /** Steps before this one are closed. */
  floor: number
  /** The furthest one that may be opened. */
  reach: number
  /** Passed, but something is missing there. */
  isUnfinished: (index: number) => boolean
  onGoTo: (index: number) => void
}) {
  return (
    <>
      <p className="text-muted text-sm md:hidden">
        Step {props.current + 1} of {props.steps.length}: {props.steps[props.current]?.title}
      </p>
      <ol className="flex items-center gap-3 max-md:hidden" aria-label="Steps">
        {props.steps.map((step, index) => {
          const isUnfinished = index < props.current && props.isUnfinished(index)
          const isDone = index < props.current && !isUnfinished
          const isCurrent = index === props.current
          const content = (
            <>
              <span
                aria-hidden="true"
                className={cn(
                  'flex size-5.5 shrink-0 items-center justify-center rounded-full text-xs',
                  isDone && 'bg-accent-soft text-accent',
                  isCurrent && 'bg-accent text-on-accent font-semibold',
                  isUnfinished && 'bg-warn-soft text-warn font-semibold',
                  !isDone && !isCurrent && !isUnfinished && 'text-muted border',
                )}
              >
                {isDone ? <Check className="size-3.5" /> : isUnfinished ? '!' : index + 1}
              </span>
              <span className={cn('truncate', isCurrent ? 'font-medium' : 'text-muted')}>
                <span className="sr-only">{`${index + 1}. `}</span>
                {step.title}
                {isDone ? <span className="sr-only"> (done)</span> : null}
                {isUnfinished ? <span className="sr-only"> (something is missing)</span> : null}
              </span>
            </>
          )
          return (
            <li
              key={step.id}
              aria-current={isCurrent ? 'step' : undefined}
              className="flex min-w-0 items-center gap-3 text-sm"
            >
              {index > 0 ? (
                <span aria-hidden="true" className="bg-line-strong h-px w-3 shrink-0 lg:w-4" />
              ) : null}
              {!isCurrent && index >= props.floor && index <= props.reach ? (
                <button
                  type="button"
                  className="flex min-w-0 items-center gap-2 rounded-md hover:underline"
                  onClick={() => props.onGoTo(index)}
                >
                  {content}
                </button>
              ) : (
                <span className="flex min-w-0 items-center gap-2">{content}</span>
              )}
            </li>
          )
        })}
      </ol>
    </>
  )
}
