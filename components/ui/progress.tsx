import { cn } from './class-names'

/** `value` 0 to 1; without it the work has begun but cannot be measured. `detail`: counts and time left. */
export function Progress(props: { label: string; value?: number; detail?: string; className?: string }) {
  const percent =
    props.value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, props.value)) * 100)
  return (
    <div className={cn('flex flex-col gap-1.5', props.className)}>
      <div className="flex justify-between gap-3 text-sm">
        <span>{props.label}</span>
        <span className="text-faint">{props.detail ?? (percent === undefined ? '' : `${percent} %`)}</span>
      </div>
      <div
        role="progressbar"
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="bg-line h-1 overflow-hidden rounded-full"
      >
        <div
          className={cn(
            'bg-accent h-full rounded-full transition-[width]',
            percent === undefined && 'animate-pulse-soft',
          )}
          style={{ width: `${percent ?? 100}%` }}
        />
      </div>
    </div>
  )
}
