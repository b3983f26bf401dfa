'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { readError } from '@/components/patterns/error-state'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { formatInteger, plural } from '@/lib/format/numbers'
import { readOffsetsAt, useAlterOffsets } from '@/lib/queries/connector-offsets'
import { requests, type OffsetChange } from '@/lib/queries/requests'
import type { ConnectorPlace } from './connector-offsets'
import { sinkPosition } from './offset-change'
import type { SinkRow } from './offset-tables'

const keyOf = ({ topic, partition }: SinkRow): string => `${topic}/${partition}`

/** A new offset for each partition that gets one; the others stay. */
export function ChangeSinkOffsets(props: {
  rows: readonly SinkRow[]
  place: ConnectorPlace
  onClose: () => void
}) {
  const { rows, place } = props
  const alter = useAlterOffsets(place, place.name)
  const [wanted, setWanted] = useState<Record<string, string>>({})
  const valueOf = (row: SinkRow): string => wanted[keyOf(row)] ?? row.current ?? ''
  const changed = rows.filter((row) => valueOf(row) !== (row.current ?? ''))
  const problems = new Map(changed.flatMap((row) => problemOf(row, valueOf(row))))
  const change: OffsetChange = {
    type: 'PATCH',
    offsets: changed.filter((row) => !problems.has(keyOf(row))).map((row) => sinkPosition(row, valueOf(row))),
  }
  const setAll = (offsetOf: (row: SinkRow) => string) =>
    setWanted(Object.fromEntries(rows.map((row) => [keyOf(row), offsetOf(row)])))
  return (
    <ConfirmByTyping
      isOpen
      onOpenChange={props.onClose}
      title="Change offsets"
      name={place.name}
      nameLabel="connector name"
      actionLabel="Change offsets"
      consequences={[
        'The connector stops, and goes on from the new offsets.',
        'Sent back, it writes messages again that it wrote before; sent ahead, it leaves out what lies between.',
        summaryOf(rows, changed, valueOf),
      ]}
      requests={[requests.connectors.alterOffsets(place, place.name, change)]}
      onConfirm={() => {
        if (problems.size > 0) throw new Error('Correct the offsets that are marked.')
        if (changed.length === 0) throw new Error('No offset is different yet.')
        return alter.mutateAsync(change)
      }}
    >
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => setAll(({ start }) => start)}>
            All to the beginning
          </Button>
          <Button size="sm" onClick={() => setAll(({ end }) => end)}>
            All to the end
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setWanted({})}>
            As they are
          </Button>
          <OffsetsAtTime
            place={place}
            onFound={(found) => setAll((row) => found.get(keyOf(row)) ?? row.end)}
          />
        </div>
        <div className="max-h-72 overflow-y-auto rounded-lg border">
          {rows.map((row) => (
            <div
              key={keyOf(row)}
              className="border-line-soft grid grid-cols-[1fr_9rem] items-start gap-3 border-b px-3 py-1.5 last:border-b-0"
            >
              <span className="min-w-0 truncate pt-1.5 text-sm">
                {row.topic} <span className="text-faint">partition {row.partition}</span>{' '}
                <span className="text-faint block text-xs">
                  {formatInteger(BigInt(row.start))} to {formatInteger(BigInt(row.end))}
                </span>
              </span>
              <Field
                label={`Offset of ${row.topic}, partition ${row.partition}`}
                isLabelHidden
                error={problems.get(keyOf(row))}
              >
                <Input
                  isMono
                  inputMode="numeric"
                  value={valueOf(row)}
                  onChange={(event) => setWanted({ ...wanted, [keyOf(row)]: event.target.value.trim() })}
                />
              </Field>
            </div>
          ))}
        </div>
      </div>
    </ConfirmByTyping>
  )
}

/** All partitions to where they were at a time. */
function OffsetsAtTime({
  place,
  onFound,
}: {
  place: ConnectorPlace
  onFound: (found: Map<string, string>) => void
}) {
  const [typed, setTyped] = useState('')
  const time = new Date(typed).getTime()
  const isTime = time >= 0
  const look = useMutation({
    mutationFn: () => readOffsetsAt(place.clusterId, place.name, time),
    gcTime: 0,
    onSuccess: ({ sink }) => onFound(new Map((sink ?? []).map((row) => [keyOf(row), row.at ?? row.end]))),
  })
  return (
    <div className="flex w-full flex-wrap items-center gap-2" aria-live="polite">
      <Input
        type="datetime-local"
        step="1"
        size="sm"
        className="w-52"
        aria-label="Time to go to"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          // It is for this field, not for the dialog.
          event.preventDefault()
          if (isTime) look.mutate()
        }}
      />
      <Button size="sm" disabled={!isTime} isLoading={look.isPending} onClick={() => look.mutate()}>
        All to this time
      </Button>
      {look.isError ? <span className="text-bad text-sm">{readError(look.error).message}</span> : null}
    </div>
  )
}

function problemOf(row: SinkRow, value: string): [string, string][] {
  if (!/^\d{1,15}$/.test(value)) return [[keyOf(row), 'A whole number from 0.']]
  return BigInt(value) > BigInt(row.end) ? [[keyOf(row), `At most ${row.end}.`]] : []
}

function summaryOf(
  rows: readonly SinkRow[],
  changed: readonly SinkRow[],
  valueOf: (row: SinkRow) => string,
): string {
  if (changed.length === 0) return `None of ${plural(rows.length, 'partition')} changes yet.`
  let again = 0n
  let skipped = 0n
  for (const row of changed) {
    const value = valueOf(row)
    if (!/^\d+$/.test(value)) continue
    const by = BigInt(value) - BigInt(row.current ?? row.start)
    if (by < 0n) again -= by
    else skipped += by
  }
  const parts = [
    again > 0n ? `${formatInteger(again)} offsets are read again` : '',
    skipped > 0n ? `${formatInteger(skipped)} are left out` : '',
  ].filter(Boolean)
  return `${plural(changed.length, 'partition')} of ${rows.length}: ${parts.join(', ') || 'nothing moves'}.`
}
