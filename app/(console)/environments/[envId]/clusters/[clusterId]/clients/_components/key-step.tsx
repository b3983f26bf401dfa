'use client'

import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { CreateApiKeyDialog } from '@/components/api-keys/create-api-key-dialog'
import { Button } from '@/components/ui/button'
import { apiKeysQuery } from '@/lib/queries/api-keys'
import { EnterKeyDialog } from './enter-key-dialog'
import type { Credentials } from './snippets'

/** A key that one has, or a new one; its secret stays in the page. */
export function KeyStep(props: {
  /** The cluster, or the Schema Registry. */
  resourceId: string
  environmentId: string
  bootstrap?: string | undefined
  credentials: Credentials | null
  onChange: (credentials: Credentials) => void
}) {
  const { credentials } = props
  const { data: keys } = useQuery(apiKeysQuery(props.resourceId))
  const [open, setOpen] = useState<'existing' | 'new' | null>(null)
  return (
    <>
      {credentials ? (
        <p className="text-sm">
          Using the key <code className="font-mono text-xs">{credentials.key}</code>. Its secret stays on this
          page and is gone when you leave it.
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setOpen('existing')}>
          <KeyRound aria-hidden="true" />
          Use existing API key
        </Button>
        <Button onClick={() => setOpen('new')}>
          <Plus aria-hidden="true" />
          Create new API key
        </Button>
      </div>
      {open === 'existing' ? (
        <EnterKeyDialog
          keys={keys ?? []}
          onClose={() => setOpen(null)}
          onApply={(next) => {
            props.onChange(next)
            setOpen(null)
          }}
        />
      ) : null}
      <CreateApiKeyDialog
        isOpen={open === 'new'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'new' : null)}
        resourceId={props.resourceId}
        environmentId={props.environmentId}
        bootstrap={props.bootstrap}
        description="Client snippet"
        onCreated={({ id, secret }) => props.onChange({ key: id, secret })}
      />
    </>
  )
}
