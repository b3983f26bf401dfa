'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { Field } from '@/components/ui/field'
import { RadioCards } from '@/components/ui/radio-cards'
import { toast } from '@/components/ui/toast'
import { plural } from '@/lib/format/numbers'
import { requests } from '@/lib/queries/requests'
import { useDeleteSubject, useDeleteVersion, versionsQuery } from '@/lib/queries/subjects'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import { atRegistry } from './at-registry'
import { useReferrers } from './use-referrers'

type Props = {
  registry: RegistryDto
  subject: string
  /** Without it the whole subject goes. */
  version?: number
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onDeleted?: () => void
}

/** Softly, which keeps ids readable, or for good; says what refers to it. */
export function DeleteSubjectDialog(props: Props) {
  const { registry, subject } = props
  const { data: live } = useQuery({ ...versionsQuery(registry.id, subject), enabled: props.isOpen })
  const { data: all } = useQuery({ ...versionsQuery(registry.id, subject, true), enabled: props.isOpen })
  if (!props.isOpen || live === undefined || !all) return null
  return <DeleteForm {...props} live={live ?? []} all={all} />
}

function DeleteForm(props: Props & { live: readonly number[]; all: readonly number[] }) {
  const { registry, subject, version, live, all } = props
  // Deleted softly before: all that is left to do is for good.
  const isDeleted = version === undefined ? live.length === 0 : !live.includes(version)
  const [isPermanent, setIsPermanent] = useState(isDeleted)
  const removeSubject = useDeleteSubject(registry.id, subject)
  const removeVersion = useDeleteVersion(registry.id, subject)
  const versions = isPermanent ? all : live
  const referrers = useReferrers(registry.id, subject, version === undefined ? versions : [version])
  const what = version === undefined ? 'subject' : 'version'
  // A registry deletes for good only what was deleted softly before.
  const steps = [...(isDeleted ? [] : [false]), ...(isPermanent ? [true] : [])]
  return (
    <ConfirmByTyping
      isOpen
      onOpenChange={props.onOpenChange}
      title={version === undefined ? 'Delete subject' : `Delete version ${version}`}
      name={subject}
      nameLabel="subject"
      actionLabel={`Delete ${what}`}
      consequences={[
        version === undefined
          ? `${plural(versions.length, 'version')} ${versions.length === 1 ? 'goes' : 'go'}. Producers that register by themselves make the subject again.`
          : 'Version numbers do not move: the next one registered is higher than all before.',
        isPermanent
          ? 'Messages that were written with these schemas cannot be decoded any more.'
          : 'Readers still find the schemas by their IDs. Registering the same schema again brings it back with its ID.',
        ...(referrers.length > 0
          ? [
              `${plural(referrers.length, 'schema')} ${referrers.length === 1 ? 'refers' : 'refer'} to it (ID ${referrers.join(', ')}), so the registry will refuse.`,
            ]
          : []),
      ]}
      requests={steps.map((isForGood) =>
        atRegistry(
          registry,
          version === undefined
            ? requests.subjects.delete(registry.id, subject, isForGood)
            : requests.subjects.deleteVersion(registry.id, subject, version, isForGood),
        ),
      )}
      onConfirm={async () => {
        for (const isForGood of steps)
          if (version === undefined) await removeSubject.mutateAsync(isForGood)
          else await removeVersion.mutateAsync({ version, isPermanent: isForGood })
        toast(
          version === undefined
            ? `Subject ${subject} is deleted`
            : `Version ${version} of ${subject} is deleted`,
        )
        props.onDeleted?.()
      }}
    >
      {isDeleted ? null : (
        <Field label="How">
          <RadioCards
            value={isPermanent ? 'permanent' : 'soft'}
            onValueChange={(value) => setIsPermanent(value === 'permanent')}
            cards={[
              { value: 'soft', title: 'Soft', description: 'Hidden, and readable by ID.' },
              { value: 'permanent', title: 'Permanent', description: 'Cannot be brought back.' },
            ]}
          />
        </Field>
      )}
    </ConfirmByTyping>
  )
}
