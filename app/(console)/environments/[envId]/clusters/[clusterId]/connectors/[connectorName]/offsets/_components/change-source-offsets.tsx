'use client'

import { useState } from 'react'
import { CodeEditor } from '@/components/patterns/code/code-editor'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { Field } from '@/components/ui/field'
import { sourceOffsets } from '@/lib/connectors/schema'
import { useAlterOffsets } from '@/lib/queries/connector-offsets'
import { requests } from '@/lib/queries/requests'
import type { ConnectorPlace } from './connector-offsets'
import type { SourceRow } from './offset-tables'

const shape = 'Give a list of { "partition": { … }, "offset": { … } }.'

function read(text: string): { offsets: SourceRow[] } | { problem: string } {
  try {
    const parsed = sourceOffsets.safeParse(JSON.parse(text))
    return parsed.success ? { offsets: parsed.data } : { problem: shape }
  } catch {
    return { problem: 'This is not valid JSON.' }
  }
}

/** A source has offsets of its own making: they are edited as what they are. */
export function ChangeSourceOffsets(props: {
  rows: readonly SourceRow[]
  place: ConnectorPlace
  onClose: () => void
}) {
  const { place } = props
  const alter = useAlterOffsets(place, place.name)
  const [text, setText] = useState(() => JSON.stringify(props.rows, null, 2))
  const result = read(text)
  const offsets = 'offsets' in result ? result.offsets : []
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
        'What it writes again is there twice in its topics; what it leaves out is missing.',
        'Partitions that you take out of the list stay as they are.',
      ]}
      requests={[requests.connectors.alterOffsets(place, place.name, { type: 'PATCH', offsets })]}
      onConfirm={() => {
        if ('problem' in result) throw new Error(result.problem)
        return alter.mutateAsync({ type: 'PATCH', offsets })
      }}
    >
      <Field label="Offsets" error={'problem' in result ? result.problem : undefined}>
        <CodeEditor value={text} onChange={setText} language="json" height="md" />
      </Field>
    </ConfirmByTyping>
  )
}
