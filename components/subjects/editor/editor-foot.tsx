'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { useDeniedReason } from '@/lib/queries/session'
import type { VersionDto } from '@/lib/subjects/rest-schema'
import type { SchemaEditorProps } from './schema-editor'

type Props = Pick<SchemaEditorProps, 'registry' | 'backHref'> & {
  subject: string
  before: VersionDto | null
  isDraftSaved: boolean
  isValidating: boolean
  isCreating: boolean
  isPreviewing: boolean
  onValidate: () => void
  /** Undefined: there are no messages to try it on. */
  onPreview: (() => void) | undefined
  /** What the registry and the messages say. */
  children: ReactNode
}

/** The actions with their results, which stay in sight however long the schema is. */
export function EditorFoot(props: Props) {
  const { registry, subject, before } = props
  const cannotWrite = useDeniedReason('subjects:write', {
    environmentId: registry.spec.environment.id,
    registryId: registry.id,
    subject,
  })
  return (
    <footer className="bg-canvas sticky bottom-0 z-20 -mx-4 flex flex-col gap-3 border-t px-4 py-3 md:-mx-7 md:px-7">
      <div aria-live="polite" className="flex max-h-[35dvh] flex-col gap-2 overflow-y-auto empty:hidden">
        {props.children}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button asChild>
          <Link href={props.backHref}>Cancel</Link>
        </Button>
        <span className="text-faint ml-auto text-sm max-sm:hidden" role="status">
          {props.isDraftSaved ? 'Draft saved' : ''}
        </span>
        {props.onPreview ? (
          <Button isLoading={props.isPreviewing} onClick={props.onPreview}>
            Preview evolution
          </Button>
        ) : null}
        <Button isLoading={props.isValidating} onClick={props.onValidate}>
          Validate schema
        </Button>
        <Button type="submit" variant="primary" isLoading={props.isCreating} disabledReason={cannotWrite}>
          {before ? 'Create version' : 'Create'}
        </Button>
      </div>
    </footer>
  )
}
