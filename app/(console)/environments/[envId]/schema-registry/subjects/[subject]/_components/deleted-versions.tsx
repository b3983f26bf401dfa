'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { readError } from '@/components/patterns/error-state'
import { CodeBlock } from '@/components/patterns/code/code-block'
import { DeleteSubjectDialog } from '@/components/subjects/delete-subject-dialog'
import { registerInputOf } from '@/components/subjects/register-input'
import { schemaTypeNames } from '@/components/subjects/setting-words'
import { shownSchema } from '@/components/subjects/shown-schema'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { cn } from '@/components/ui/class-names'
import { toast } from '@/components/ui/toast'
import { useDeniedReason } from '@/lib/queries/session'
import { useRegisterSchema, versionQuery, versionsQuery } from '@/lib/queries/subjects'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import type { VersionDto } from '@/lib/subjects/rest-schema'

type Props = { registry: RegistryDto; subject: string }

/** Versions that were deleted softly: still found by their ids, and brought back by registering them again. */
export function DeletedVersions({ registry, subject }: Props) {
  const live = useQuery(versionsQuery(registry.id, subject)).data
  const all = useQuery(versionsQuery(registry.id, subject, true)).data
  if (live === undefined || !all) return null
  const deleted = all.filter((version) => !live?.includes(version)).toReversed()
  if (deleted.length === 0) return null
  return (
    <Card>
      <CardHeader title="Deleted versions" />
      <p className="text-muted px-4 pb-3 text-sm">
        Readers still find these schemas by their ids. Bringing one back registers it again: the same id,
        under the next version number.
      </p>
      <ul className="divide-line-soft divide-y border-t">
        {deleted.map((version) => (
          <DeletedVersion key={version} registry={registry} subject={subject} number={version} />
        ))}
      </ul>
    </Card>
  )
}

function DeletedVersion({ registry, subject, number }: Props & { number: number }) {
  const [isOpen, setIsOpen] = useState(false)
  const [isDeleting, setIsDeleting] = useState(false)
  const { data: version } = useQuery(versionQuery(registry.id, subject, number))
  const register = useRegisterSchema(registry.id, subject)
  const where = { environmentId: registry.spec.environment.id, registryId: registry.id, subject }
  const cannotWrite = useDeniedReason('subjects:write', where)
  const cannotDelete = useDeniedReason('subjects:delete', where)
  const bringBack = (shown: VersionDto) =>
    register.mutate(registerInputOf(shown), {
      onSuccess: () => toast(`Schema ${shown.id} is a version of ${subject} again`),
    })
  return (
    <li className="flex flex-col gap-2 px-4 py-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <button
          type="button"
          aria-expanded={isOpen}
          className="flex items-center gap-1.5 rounded-sm font-medium"
          onClick={() => setIsOpen(!isOpen)}
        >
          <ChevronRight
            aria-hidden="true"
            className={cn('size-3.5 transition-transform', isOpen && 'rotate-90')}
          />
          Version {number}
        </button>
        {version ? (
          <span className="text-muted">
            {schemaTypeNames[version.schemaType]}, schema {version.id}
          </span>
        ) : null}
        <span className="ml-auto flex gap-2">
          <Button
            size="xs"
            disabledReason={cannotWrite}
            disabled={!version}
            isLoading={register.isPending}
            onClick={() => version && bringBack(version)}
          >
            Bring back
          </Button>
          <Button
            size="xs"
            variant="danger-quiet"
            disabledReason={cannotDelete}
            onClick={() => setIsDeleting(true)}
          >
            Delete permanently
          </Button>
        </span>
      </div>
      {register.isError ? <Banner tone="danger">{readError(register.error).message}</Banner> : null}
      {isOpen && version ? (
        <CodeBlock
          label={`Schema of version ${number}`}
          text={shownSchema(version.schemaType, version.schema)}
          maxHeight="sm"
        />
      ) : null}
      <DeleteSubjectDialog
        registry={registry}
        subject={subject}
        version={number}
        isOpen={isDeleting}
        onOpenChange={setIsDeleting}
      />
    </li>
  )
}
