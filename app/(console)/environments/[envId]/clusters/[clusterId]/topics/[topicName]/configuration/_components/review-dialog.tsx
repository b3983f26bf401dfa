'use client'

import { ArrowRight } from 'lucide-react'
import { readError } from '@/components/patterns/error-state'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { plural } from '@/lib/format/numbers'
import { requests } from '@/lib/queries/requests'
import { useAlterConfigs } from '@/lib/queries/topics'
import type { TopicPlace } from '../../_components/topic-place'
import { configText, type ConfigDiff } from './config-text'

/** What changes, from and to; nothing else on the topic is touched. */
export function ReviewDialog(props: {
  place: TopicPlace
  changes: readonly ConfigDiff[]
  onClose: () => void
  onSaved: () => void
}) {
  const { place, changes } = props
  const alter = useAlterConfigs(place.clusterId, place.topic)
  const data = changes.map(({ name, to }) =>
    to === null ? { name, operation: 'DELETE' as const } : { name, value: to, operation: 'SET' as const },
  )
  const save = () => alter.mutate(data, { onSuccess: props.onSaved })
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title="Review changes"
      description={`${plural(changes.length, 'setting')} of ${place.topic} will change. The others stay as they are.`}
      size="lg"
      footer={
        <>
          <Button onClick={props.onClose}>Go back</Button>
          <Button variant="primary" isLoading={alter.isPending} onClick={save}>
            Save changes
          </Button>
        </>
      }
    >
      <ul className="flex flex-col rounded-lg border text-sm">
        {changes.map(({ name, from, to, usual }) => (
          <li
            key={name}
            className="border-line-soft flex flex-col gap-1 border-b px-3.5 py-2.5 last:border-b-0"
          >
            <span className="font-mono text-xs">{name}</span>
            <span className="flex flex-wrap items-center gap-2">
              <del className="bg-bad-soft text-bad rounded-sm px-1.5">{shown(name, from)}</del>
              <ArrowRight className="text-faint size-3.5" aria-label="becomes" />
              <ins className="bg-accent-soft text-accent rounded-sm px-1.5 no-underline">
                {to === null ? `default (${shown(name, usual)})` : shown(name, to)}
              </ins>
            </span>
          </li>
        ))}
      </ul>
      <ShowAs requests={[requests.topics.alterConfigs(place, place.topic, data)]} />
      {alter.isError ? <Banner tone="danger">{readError(alter.error).message}</Banner> : null}
    </Dialog>
  )
}

function shown(name: string, value: string | undefined): string {
  const said = configText(name, value)
  return value === undefined || said === value ? said : `${said} (${value})`
}
