'use client'

import { SubjectContract } from '@/components/subjects/subject-contract'
import { WithRegistry } from '@/components/subjects/with-registry'
import { DeletedVersions } from './deleted-versions'

type Props = { environmentId: string; subject: string }

/** The contract in its live versions, then those that were deleted softly. */
export function SubjectPage({ environmentId, subject }: Props) {
  return (
    <WithRegistry environmentId={environmentId}>
      {(registry) => (
        <div className="flex min-w-0 flex-col gap-6">
          <SubjectContract registry={registry} subject={subject} empty={null} />
          <DeletedVersions registry={registry} subject={subject} />
        </div>
      )}
    </WithRegistry>
  )
}
