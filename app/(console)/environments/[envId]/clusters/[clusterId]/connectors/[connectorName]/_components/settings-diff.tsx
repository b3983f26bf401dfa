'use client'

import { ShowAs } from '@/components/patterns/show-as'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { ApiRequest } from '@/lib/queries/show-as'
import type { SettingChange } from './setting-changes'

/** What will change, line by line, and what that does to the running connector. */
export function SettingsDiff(props: {
  changes: SettingChange[] | null
  requests: readonly ApiRequest[]
  isSaving: boolean
  onClose: () => void
  onSave: () => void
}) {
  const { changes } = props
  return (
    <Dialog
      isOpen={changes !== null}
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title="Review changes"
      description="Saving restarts the tasks with the new settings; they go on where they are."
      size="lg"
      isSticky
      footer={
        <>
          <Button onClick={props.onClose}>Go back</Button>
          <Button
            variant="primary"
            isLoading={props.isSaving}
            disabled={changes?.length === 0}
            onClick={props.onSave}
          >
            Save and restart
          </Button>
        </>
      }
    >
      {changes?.length === 0 ? <p className="text-muted text-sm">Nothing is different.</p> : null}
      <ul className="flex flex-col gap-3">
        {changes?.map((change) => (
          <li key={change.name} className="flex min-w-0 flex-col gap-1">
            <span className="text-sm font-medium">
              {change.label} <span className="text-faint font-mono text-xs font-normal">{change.name}</span>
            </span>
            <DiffLine sign="-" text={change.from} />
            <DiffLine sign="+" text={change.to} />
          </li>
        ))}
      </ul>
      {changes?.length ? <ShowAs requests={props.requests} /> : null}
    </Dialog>
  )
}

function DiffLine({ sign, text }: { sign: '-' | '+'; text: string }) {
  const isNew = sign === '+'
  return (
    <pre
      className={`${isNew ? 'bg-accent-soft text-accent' : 'bg-bad-soft text-bad'} max-h-48 overflow-auto rounded-sm px-2.5 py-1 font-mono text-xs leading-5 break-words whitespace-pre-wrap`}
    >
      <span className="sr-only">{isNew ? 'After: ' : 'Before: '}</span>
      <span aria-hidden="true">{sign} </span>
      {text === '' ? '(not set)' : text}
    </pre>
  )
}
