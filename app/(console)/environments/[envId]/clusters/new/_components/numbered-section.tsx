import type { ReactNode } from 'react'

/** One numbered part of a form that stands on a single page. */
export function NumberedSection(props: {
  number: number
  title: string
  hint?: string
  children: ReactNode
}) {
  return (
    <section aria-labelledby={`section-${props.number}`} className="flex gap-4">
      <span
        aria-hidden="true"
        className="text-muted flex size-6 shrink-0 items-center justify-center rounded-full border text-xs font-medium"
      >
        {props.number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-4 pb-2">
        <div>
          <h2 id={`section-${props.number}`} className="text-lg">
            <span className="sr-only">{props.number}. </span>
            {props.title}
          </h2>
          {props.hint ? <p className="text-muted text-sm">{props.hint}</p> : null}
        </div>
        {props.children}
      </div>
    </section>
  )
}
