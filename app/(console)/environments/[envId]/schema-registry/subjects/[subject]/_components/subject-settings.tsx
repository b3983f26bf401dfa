'use client'

import { WithRegistry } from '@/components/subjects/with-registry'
import { CompatibilityCard, ModeCard } from '@/components/subjects/setting-cards'

type Props = { environmentId: string; subject: string }

/** What is set for one subject, and what holds where nothing is. */
export function SubjectSettings({ environmentId, subject }: Props) {
  return (
    <WithRegistry environmentId={environmentId}>
      {(registry) => (
        <div className="flex max-w-180 flex-col gap-4">
          <CompatibilityCard registry={registry} subject={subject} />
          <ModeCard registry={registry} subject={subject} />
        </div>
      )}
    </WithRegistry>
  )
}
