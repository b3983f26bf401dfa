'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorState } from '@/components/patterns/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { TopicPart } from '@/lib/queries/data-contracts'
import { versionQuery } from '@/lib/queries/subjects'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import type { VersionDto } from '@/lib/subjects/rest-schema'
import { EditorForm } from './editor-form'

export type SchemaEditorProps = {
  registry: RegistryDto
  /** Null: its name is asked. */
  subject: string | null
  /** Whose messages a schema can be inferred from and tried on. */
  topic?: TopicPart
  /** Starts with a schema inferred from the topic's messages. */
  isInferring?: boolean
  backHref: string
  /** `version` is the number that the registry gave, or the one that the schema had already. */
  onRegistered: (subject: string, version: number | null) => void
}

/** Makes the first schema of a subject, or the next version of it. */
export function SchemaEditor(props: SchemaEditorProps) {
  const { registry, subject } = props
  const { data, error, refetch } = useQuery({
    ...versionQuery(registry.id, subject ?? '', 'latest'),
    enabled: subject !== null,
  })
  // What one works on stays as it was when one began, whatever is registered meanwhile.
  const [before, setBefore] = useState<VersionDto | null | undefined>(subject === null ? null : undefined)
  if (before === undefined && data !== undefined) setBefore(data)
  if (before === undefined)
    return error ? (
      <ErrorState title="The schema could not be read" error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton className="h-110 w-full" />
    )
  return <EditorForm {...props} before={before} />
}
