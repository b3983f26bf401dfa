import { ArrowUpRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/class-names'

/** One sentence of what this is for, one action, one link to learn. */
export function EmptyState(props: {
  icon?: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
  learn?: { label: string; href: string }
  className?: string
  /** 1 where it is the whole page. */
  level?: 1 | 2
}) {
  const Heading = props.level === 1 ? 'h1' : 'h2'
  return (
    <div
      className={cn(
        'mx-auto flex max-w-110 flex-col items-center gap-1 px-6 py-14 text-center text-balance',
        props.className,
      )}
    >
      {props.icon ? (
        <span aria-hidden="true" className="text-faint bg-sub mb-3 rounded-lg border p-2.5 [&_svg]:size-5">
          {props.icon}
        </span>
      ) : null}
      <Heading className="text-base font-medium">{props.title}</Heading>
      {props.children ? <p className="text-muted text-sm">{props.children}</p> : null}
      {props.action ? <div className="flex flex-wrap justify-center gap-2 pt-4">{props.action}</div> : null}
      {props.learn ? (
        <a
          href={props.learn.href}
          target="_blank"
          rel="noreferrer"
          className="text-accent mt-2 inline-flex items-center gap-1 text-sm hover:underline"
        >
          {props.learn.label}
          <ArrowUpRight className="size-3.5" aria-hidden="true" />
        </a>
      ) : null}
    </div>
  )
}
