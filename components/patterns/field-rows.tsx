'use client'

import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, IconButton } from '@/components/ui/button'

/** Rows of fields that are added and removed one by one: headers, properties, tags. */
export function FieldRows(props: {
  legend: ReactNode
  help?: string
  /** What a row is: "header". */
  noun: string
  addLabel?: string
  /** Of the rows, as the form keeps them. */
  ids: readonly string[]
  onAdd: () => void
  onRemove: (index: number) => void
  children: (index: number) => ReactNode
}) {
  const { noun } = props
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1.5 text-sm font-medium">{props.legend}</legend>
      {props.help ? <p className="text-muted pb-1 text-sm">{props.help}</p> : null}
      {props.ids.map((id, index) => (
        <div key={id} className="flex flex-wrap items-start gap-2">
          {props.children(index)}
          <IconButton label={`Remove ${noun} ${index + 1}`} onClick={() => props.onRemove(index)}>
            <X aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <Button size="sm" className="w-fit" onClick={props.onAdd}>
        <Plus aria-hidden="true" />
        {props.addLabel ?? `Add ${noun}`}
      </Button>
    </fieldset>
  )
}
