import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** What not everybody wants to read, behind one line. */
export function More({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className="group/more">
      <summary className="text-accent flex w-fit list-none items-center gap-1 rounded-sm text-sm hover:underline">
        <ChevronRight aria-hidden="true" className="size-4 transition-transform group-open/more:rotate-90" />
        {summary}
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  )
}
