import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './class-names'

const tones = {
  info: { icon: Info, styles: 'bg-info-soft', iconStyles: 'text-info' },
  warning: { icon: TriangleAlert, styles: 'bg-warn-soft', iconStyles: 'text-warn' },
  danger: { icon: CircleAlert, styles: 'bg-bad-soft', iconStyles: 'text-bad' },
  ok: { icon: CircleCheck, styles: 'bg-accent-soft', iconStyles: 'text-accent' },
}

/** For a state that lasts: what, since when, what to do. `isPage` spans the page's width under the top bar. */
export function Banner(props: {
  tone?: keyof typeof tones
  title?: ReactNode
  children?: ReactNode
  action?: ReactNode
  isPage?: boolean
  className?: string
}) {
  const tone = tones[props.tone ?? 'info']
  const Icon = tone.icon
  return (
    <div
      role={props.tone === 'danger' || props.tone === 'warning' ? 'alert' : 'status'}
      className={cn(
        'flex items-start gap-2.5 px-3.5 py-2.5 text-sm',
        props.isPage ? 'border-b px-4 md:px-7' : 'rounded-lg border',
        tone.styles,
        props.className,
      )}
    >
      <Icon className={cn('mt-px size-4 shrink-0', tone.iconStyles)} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        {props.title ? <p className="font-medium">{props.title}</p> : null}
        {props.children ? <div className={props.title ? 'text-muted' : ''}>{props.children}</div> : null}
      </div>
      {props.action ? <div className="-my-0.5 flex shrink-0 gap-2">{props.action}</div> : null}
    </div>
  )
}
