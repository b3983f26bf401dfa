'use client'

import { ChevronRight } from 'lucide-react'
import { useId, useState, useSyncExternalStore, type ReactNode } from 'react'
import { cn } from '@/components/ui/class-names'
import { Tabs, type TabItem } from '@/components/ui/tabs'
import { showAs, type ApiRequest, type Shown } from '@/lib/queries/show-as'
import { CodeBlock } from './code/code-block'

const useOrigin = () =>
  useSyncExternalStore(
    () => () => undefined,
    () => location.origin,
    () => '',
  )

/** The same change as curl, CLI and Terraform: made of the requests that the form sends, with variables for secrets. */
export function ShowAs({ requests }: { requests: readonly ApiRequest[] }) {
  const [isOpen, setIsOpen] = useState(false)
  const panel = useId()
  if (requests.length === 0) return null
  return (
    <section aria-label="Show as" className="flex min-w-0 flex-col gap-2">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={panel}
        onClick={() => setIsOpen(!isOpen)}
        className="text-muted hover:text-fg flex w-fit items-center gap-1 rounded-sm text-sm transition-colors"
      >
        <ChevronRight
          aria-hidden="true"
          className={cn('size-3.5 transition-transform', isOpen && 'rotate-90')}
        />
        Show as curl, CLI or Terraform
      </button>
      <div id={panel} hidden={!isOpen}>
        {isOpen ? <OpenShowAs requests={requests} /> : null}
      </div>
    </section>
  )
}

/** The tabs without a switch before them. */
export function OpenShowAs({ requests }: { requests: readonly ApiRequest[] }) {
  return <Tabs label="Show as" tabs={useShowAsTabs(requests)} />
}

/** The three tabs alone, for panels that have others beside them. */
export function useShowAsTabs(requests: readonly ApiRequest[]): TabItem[] {
  const origin = useOrigin()
  const shown = showAs(requests, origin)
  const isOfRegistry = requests.some(({ registry }) => registry !== undefined)
  const tab = (id: keyof typeof shown, label: string, hint: ReactNode): TabItem => ({
    id,
    label,
    content: <Words label={label} shown={shown[id]} hint={hint} />,
  })
  return [
    tab(
      'curl',
      'curl',
      isOfRegistry
        ? 'SCHEMA_REGISTRY_API_KEY and SCHEMA_REGISTRY_API_SECRET are a key of this Schema Registry.'
        : 'API_KEY and API_SECRET are a Cloud resource management key of yours.',
    ),
    tab(
      'cli',
      'CLI',
      <>
        After <code className="font-mono">confluent login --url {origin}/confluent.cloud</code>
      </>,
    ),
    tab(
      'terraform',
      'Terraform',
      <>
        With <code className="font-mono">endpoint = &quot;{origin}&quot;</code> in the provider block.
      </>,
    ),
  ]
}

function Words({ label, shown, hint }: { label: string; shown: Shown; hint: ReactNode }) {
  if ('missing' in shown) return <p className="text-muted text-sm">{shown.missing}</p>
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <CodeBlock label={`${label} of this change`} text={shown.text} maxHeight="sm" />
      <p className="text-faint text-xs break-words">{hint}</p>
    </div>
  )
}
