'use client'

import { useState } from 'react'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { TimeInput } from '../../../../_components/time-input'
import type { Seek } from '@/lib/messages/schema'
import type { MessageSearchUrl } from './use-message-search'

const options: { value: Seek; label: string; hint: string }[] = [
  { value: 'latest', label: 'Latest', hint: 'The newest messages' },
  { value: 'beginning', label: 'Beginning', hint: 'The oldest messages that are kept' },
  { value: 'offset', label: 'Offset', hint: 'From an offset on, in each partition' },
  { value: 'timestamp', label: 'Timestamp', hint: 'From a time on' },
]
const hourMs = 3_600_000

/** Where to start reading; offset and timestamp are typed beside it and take effect with Enter or on leaving the field. */
export function SeekControl({ url }: { url: MessageSearchUrl }) {
  const { from, offset, timestamp } = url.search
  const choose = (next: Seek) => {
    if (next === 'offset') url.seek({ from: next, offset: offset ?? '0' })
    else if (next === 'timestamp') url.seek({ from: next, timestamp: timestamp ?? Date.now() - hourMs })
    else url.seek({ from: next })
  }
  return (
    <>
      <Select
        size="sm"
        prefix="From"
        aria-label="From"
        value={from}
        onValueChange={(value) => choose(value as Seek)}
        options={options}
      />
      {from === 'offset' ? (
        <OffsetInput
          key={offset}
          value={offset ?? '0'}
          onApply={(next) => url.seek({ from, offset: next })}
        />
      ) : null}
      {from === 'timestamp' && timestamp !== undefined ? (
        <TimeInput
          label="Start time"
          key={timestamp}
          value={timestamp}
          onApply={(next) => url.seek({ from, timestamp: next })}
        />
      ) : null}
    </>
  )
}

function OffsetInput({ value, onApply }: { value: string; onApply: (offset: string) => void }) {
  const [typed, setTyped] = useState(value)
  const isValid = /^\d{1,19}$/.test(typed.trim())
  const apply = () => {
    if (isValid && typed.trim() !== value) onApply(typed.trim())
  }
  return (
    <Input
      isMono
      size="sm"
      className="w-28"
      inputMode="numeric"
      aria-label="Start offset"
      aria-invalid={!isValid}
      title={isValid ? undefined : 'Enter an offset: a whole number from 0.'}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={apply}
      onKeyDown={(event) => event.key === 'Enter' && apply()}
    />
  )
}
