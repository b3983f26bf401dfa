'use client'

import { Select } from '@/components/ui/select'
import type { DeadLetter } from '@/lib/connectors/dead-letters/schema'
import { formatInteger } from '@/lib/format/numbers'
import { TimeInput } from '../../../../_components/time-input'
import { shortClass, stageWord } from './failure-words'
import { showOptions, type Filter, type useDeadLetterSearch } from './use-dead-letter-search'

type State = ReturnType<typeof useDeadLetterSearch>
const any = 'any'

/** By what the letters that were read have in common; each choice tells how many. */
export function DeadLetterFilters({ letters, state }: { letters: readonly DeadLetter[]; state: State }) {
  const { url, setFilter } = state
  const choice = (
    filter: Filter,
    label: string,
    valueOf: (letter: DeadLetter) => string | null | undefined,
    wordOf: (value: string) => string = (value) => value,
  ) => {
    const counts = new Map<string, number>()
    for (const letter of letters) {
      const value = valueOf(letter)
      if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    const chosen = url[filter]
    // What all have in common is no choice.
    if (counts.size < 2 && chosen === null) return null
    if (chosen !== null && !counts.has(chosen)) counts.set(chosen, 0)
    return (
      <Select
        size="sm"
        prefix={label}
        aria-label={label}
        value={chosen ?? any}
        onValueChange={(next) => setFilter(filter, next === any ? null : next)}
        options={[
          { value: any, label: 'Any' },
          ...[...counts].map(([value, count]) => ({
            value,
            label: wordOf(value),
            hint: formatInteger(count),
          })),
        ]}
      />
    )
  }
  return (
    <>
      <Select
        size="sm"
        aria-label="Which dead letters"
        value={url.show}
        onValueChange={state.setShow}
        options={showOptions}
      />
      {url.show === 'from' ? <TimeInput label="From" value={url.since} onApply={state.setSince} /> : null}
      {choice('stage', 'While', ({ failure }) => failure.stage, stageWord)}
      {choice('error', 'Error', ({ failure }) => failure.exception, shortClass)}
      {choice('topic', 'From', ({ failure }) => failure.origin?.topic)}
      {choice(
        'state',
        'Sent again',
        ({ redrive }) => (redrive ? 'sent' : 'open'),
        (value) => (value === 'sent' ? 'Yes' : 'Not yet'),
      )}
    </>
  )
}
