'use client'

import { useState } from 'react'
import { Input } from '@/components/ui/input'
import { toLocalInput } from '@/lib/format/dates'

/** A day and time in the reader's zone, given once it is typed. */
export function TimeInput(props: {
  label: string
  value: number | null
  onApply: (timestamp: number) => void
}) {
  const { value } = props
  const shown = value === null ? '' : toLocalInput(value)
  const [typed, setTyped] = useState(shown)
  const time = new Date(typed).getTime()
  const isValid = typed === '' || (!Number.isNaN(time) && time >= 0)
  const apply = () => {
    if (typed !== '' && isValid && typed !== shown) props.onApply(time)
  }
  return (
    <Input
      type="datetime-local"
      step="1"
      size="sm"
      className="w-52"
      aria-label={props.label}
      aria-invalid={!isValid}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={apply}
      onKeyDown={(event) => event.key === 'Enter' && apply()}
    />
  )
}
