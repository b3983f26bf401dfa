'use client'

import { useQuery } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { ErrorState } from '@/components/patterns/error-state'
import { LeaveGuard } from '@/components/patterns/leave-guard'
import { Button } from '@/components/ui/button'
import { SearchInput } from '@/components/ui/search-input'
import { Skeleton } from '@/components/ui/skeleton'
import { useDeniedReason } from '@/lib/queries/session'
import { topicConfigsQuery } from '@/lib/queries/topics'
import type { TopicConfigDto } from '@/lib/topics/rest-schema'
import { validateTopicConfig } from '@/lib/topics/topic-configs'
import { plural } from '@/lib/format/numbers'
import type { TopicPlace } from '../../_components/topic-place'
import { ConfigRow } from './config-row'
import { changesOf, groupConfigs, type ConfigDraft } from './config-text'
import { ReviewDialog } from './review-dialog'

export function TopicConfiguration({ place }: { place: TopicPlace }) {
  const { data, error, refetch } = useQuery(topicConfigsQuery(place.clusterId, place.topic))
  const cannotUpdate = useDeniedReason('topics:update', place)
  const [search, setSearch] = useState('')
  const [draft, setDraft] = useState<ConfigDraft | null>(null)
  const [isReviewing, setIsReviewing] = useState(false)
  if (error && !data)
    return (
      <ErrorState title="The configuration could not be read" error={error} onRetry={() => void refetch()} />
    )
  const isShown = ({ name }: TopicConfigDto) => name.includes(search.trim().toLowerCase())
  const { main, others } = groupConfigs((data ?? []).filter(isShown))
  const changes = draft ? changesOf(data ?? [], draft) : []
  const problems = new Map(
    changes.flatMap(({ name, to }) => {
      const reason = to === null ? null : validateTopicConfig(name, to)
      return reason === null ? [] : [[name, reason] as const]
    }),
  )
  const row = (config: TopicConfigDto) => (
    <ConfigRow
      key={config.name}
      config={config}
      isEditing={draft !== null && !config.is_read_only}
      draft={draft?.[config.name]}
      problem={problems.get(config.name)}
      onChange={(value) =>
        setDraft((before) => {
          const { [config.name]: _old, ...rest } = before ?? {}
          return value === undefined ? rest : { ...rest, [config.name]: value }
        })
      }
    />
  )
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput
          label="Search settings"
          value={search}
          onValueChange={setSearch}
          size="sm"
          className="w-full sm:w-64"
        />
        <div className="ml-auto flex items-center gap-2">
          {draft ? (
            <>
              <span className="text-muted text-sm" role="status">
                {changes.length > 0 ? plural(changes.length, 'change') : 'No changes'}
              </span>
              <Button size="sm" onClick={() => setDraft(null)}>
                Cancel
              </Button>
              <Button
                size="sm"
                variant="primary"
                disabled={changes.length === 0 || problems.size > 0}
                onClick={() => setIsReviewing(true)}
              >
                Review changes
              </Button>
            </>
          ) : (
            <Button size="sm" disabledReason={cannotUpdate} disabled={!data} onClick={() => setDraft({})}>
              <Pencil aria-hidden="true" />
              Edit settings
            </Button>
          )}
        </div>
      </div>
      {data ? (
        <>
          {main.length > 0 ? <Group title="General settings">{main.map(row)}</Group> : null}
          {others.length > 0 ? <Group title="All other settings">{others.map(row)}</Group> : null}
          {main.length + others.length === 0 ? (
            <p className="text-muted py-8 text-center text-sm">No setting contains “{search}”.</p>
          ) : null}
        </>
      ) : (
        Array.from({ length: 8 }, (_, index) => <Skeleton key={index} className="h-4 w-full" />)
      )}
      <LeaveGuard isActive={changes.length > 0} text="The changes are not saved yet." />
      {isReviewing ? (
        <ReviewDialog
          place={place}
          changes={changes}
          onClose={() => setIsReviewing(false)}
          onSaved={() => {
            setIsReviewing(false)
            setDraft(null)
          }}
        />
      ) : null}
    </>
  )
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="pb-2 text-base font-medium">{title}</h2>
      <ul className="rounded-lg border">{children}</ul>
    </section>
  )
}
