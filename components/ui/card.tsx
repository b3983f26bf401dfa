import type { ComponentProps, ReactNode } from 'react'
import { cn } from './class-names'

export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return <section className={cn('bg-card min-w-0 rounded-lg border', className)} {...rest} />
}

export function CardHeader({
  title,
  aside,
  className,
  level = 2,
}: {
  title: ReactNode
  aside?: ReactNode
  className?: string
  level?: 2 | 3
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className={cn('flex min-h-11 items-center justify-between gap-3 px-4 pt-3 pb-2', className)}>
      <Heading className="text-base font-medium">{title}</Heading>
      {aside ? <div className="text-muted flex items-center gap-2 text-sm">{aside}</div> : null}
    </div>
  )
}

export function CardBody({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('px-4 pb-4', className)} {...rest} />
}

/** Name and value pairs: settings, record details, summaries. */
export function Facts({ items, className }: { items: FactItem[]; className?: string }) {
  return (
    <dl className={cn('grid grid-cols-[max-content_1fr] gap-x-4 gap-y-2 text-sm', className)}>
      {items.map((item) => (
        <div key={item.label} className="contents">
          <dt className="text-muted">{item.label}</dt>
          <dd className="min-w-0 break-words">{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}

export type FactItem = { label: string; value: ReactNode }
