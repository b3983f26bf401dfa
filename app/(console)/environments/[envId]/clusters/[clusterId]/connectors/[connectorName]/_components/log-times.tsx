'use client'

import { TimeInput } from '../../../_components/time-input'

export function LogTimes(props: {
  since: number | null
  until: number | null
  onChange: (times: { since?: number; until?: number }) => void
}) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <TimeInput label="From" value={props.since} onApply={(since) => props.onChange({ since })} />
      <span className="text-muted text-sm">to</span>
      <TimeInput label="To" value={props.until} onApply={(until) => props.onChange({ until })} />
    </span>
  )
}
