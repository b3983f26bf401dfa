'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Time } from '@/components/patterns/time'
import { discardDraft, writeDraft } from '@/components/patterns/wizard/drafts'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { paths } from '@/lib/paths'
import { sessionQuery } from '@/lib/queries/session'
import { useConnectorDrafts, type ConnectorDraft } from './connector-drafts'
import { PluginIcon } from './plugin-card'

type Place = { environmentId: string; clusterId: string }

/** Connectors that were begun in this browser and not launched. */
export function DraftList({ place }: { place: Place }) {
  const { data: me } = useQuery(sessionQuery)
  const drafts = useConnectorDrafts(me?.user.id, place.clusterId).filter(({ className }) =>
    findConnectorSpec(className),
  )
  if (drafts.length === 0) return null
  return (
    <section aria-label="Continue where you left off" className="flex flex-col gap-2">
      <h2 className="text-sm font-medium">Continue where you left off</h2>
      <ul className="divide-y rounded-lg border">
        {drafts.map((draft) => (
          <DraftRow key={draft.key} place={place} kept={draft} />
        ))}
      </ul>
    </section>
  )
}

function DraftRow({ place, kept }: { place: Place; kept: ConnectorDraft }) {
  const spec = findConnectorSpec(kept.className)
  const { draft } = kept
  const step = spec?.steps.find(({ id }) => id === draft.stepId)
  if (!spec) return null
  const name = typeof draft.values.name === 'string' ? draft.values.name : spec.title
  const href = `${paths.connectorWizard(place.environmentId, place.clusterId, spec.className)}?step=${step?.id ?? 'topics'}`
  const discard = () => {
    discardDraft('browser', kept.key)
    toast.success(`Draft of ${name} discarded`, {
      action: { label: 'Undo', onClick: () => writeDraft('browser', kept.key, draft) },
    })
  }
  return (
    <li className="flex flex-wrap items-center gap-x-3.5 gap-y-2 px-4 py-3">
      <PluginIcon spec={spec} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">{name}</span>
        <span className="text-muted block text-sm">
          {spec.subtitle}
          {step ? `, at ${step.title}` : ''}, <Time value={draft.savedAt} />
        </span>
      </span>
      <span className="flex gap-2">
        <Button size="sm" variant="ghost" aria-label={`Discard the draft of ${name}`} onClick={discard}>
          Discard
        </Button>
        <Button size="sm" asChild>
          <Link href={href} aria-label={`Continue with ${name}`}>
            Continue
          </Link>
        </Button>
      </span>
    </li>
  )
}
