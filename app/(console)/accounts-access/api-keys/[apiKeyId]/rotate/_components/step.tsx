import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

/** One step of the way, with a check once it is done. */
export function Step(props: { number: number; title: string; isDone: boolean; children: ReactNode }) {
  return (
    <li className="flex gap-3.5">
      <span
        aria-hidden="true"
        className={
          props.isDone
            ? 'bg-accent-soft text-accent flex size-6 shrink-0 items-center justify-center rounded-full [&_svg]:size-3.5'
            : 'text-muted flex size-6 shrink-0 items-center justify-center rounded-full border text-xs'
        }
      >
        {props.isDone ? <Check /> : props.number}
      </span>
      <div className="text-muted flex min-w-0 flex-1 flex-col gap-2.5 text-sm">
        <h2 className="text-fg pt-0.5 text-base font-medium">
          {props.title}
          {props.isDone ? <span className="sr-only">, done</span> : null}
        </h2>
        {props.children}
      </div>
    </li>
  )
}
