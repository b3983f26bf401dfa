'use client'

import { useState } from 'react'
import { readError } from '@/components/patterns/error-state'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { RadioCards } from '@/components/ui/radio-cards'
import { requests } from '@/lib/queries/requests'
import { useSetMode } from '@/lib/queries/subject-settings'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import { modes, type ModeName } from '@/lib/subjects/rest-schema'
import { atRegistry } from './at-registry'
import { modeWords } from './setting-words'

type Props = {
  registry: RegistryDto
  /** Null: the registry's own mode. */
  subject: string | null
  /** What is set for it; null: nothing. */
  present: ModeName | null
  onClose: () => void
}

const asAbove = 'INHERITED'

export function ModeDialog({ registry, subject, present, onClose }: Props) {
  const [mode, setMode] = useState<ModeName | null>(subject === null ? (present ?? 'READWRITE') : present)
  const [isForced, setIsForced] = useState(false)
  const set = useSetMode(registry.id, subject)
  const isImport = mode === 'IMPORT' && present !== 'IMPORT'
  const request =
    mode === null && subject !== null
      ? requests.subjects.deleteMode(registry.id, subject)
      : requests.subjects.putMode(registry.id, subject, mode ?? 'READWRITE', isImport && isForced)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={subject === null ? 'Mode of the registry' : 'Mode of the subject'}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={mode === present}
            isLoading={set.isPending}
            onClick={() => set.mutate({ mode, isForced: isImport && isForced }, { onSuccess: onClose })}
          >
            Save mode
          </Button>
        </>
      }
    >
      <RadioCards
        aria-label="Mode"
        columns={1}
        value={mode ?? asAbove}
        onValueChange={(next) => setMode(modes.find((name) => name === next) ?? null)}
        cards={[
          ...(subject === null
            ? []
            : [
                {
                  value: asAbove,
                  title: 'As the registry',
                  description: 'Nothing of its own: whatever the registry is set to.',
                },
              ]),
          ...offered(subject, present).map((name) => ({
            value: name,
            title: modeWords[name].name,
            description: modeWords[name].meaning,
          })),
        ]}
      />
      {isImport ? (
        <Banner tone="warning" title="Import is for filling an empty registry">
          <div className="flex flex-col gap-2">
            <span>
              Whoever registers then decides about ids and versions, and two registries can end up with the
              same id for different schemas. It is refused where schemas exist, unless it is forced.
            </span>
            <Checkbox
              label={`Force it although ${subject === null ? 'the registry' : 'the subject'} has schemas`}
              checked={isForced}
              onCheckedChange={setIsForced}
            />
          </div>
        </Banner>
      ) : null}
      {set.isError ? <Banner tone="danger">{readError(set.error).message}</Banner> : null}
      {mode === present ? null : <ShowAs requests={[atRegistry(registry, request)]} />}
    </Dialog>
  )
}

/** FORWARD is an attached mirror's and is not set from here. */
const offered = (subject: string | null, present: ModeName | null): readonly ModeName[] =>
  modes.filter(
    (name) => name === present || (name !== 'FORWARD' && (subject === null || name !== 'READONLY_OVERRIDE')),
  )
