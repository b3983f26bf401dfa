'use client'

import { Database, Plug, Sparkles } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs'
import { useState } from 'react'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { EmptyState } from '@/components/patterns/empty-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { Badge } from '@/components/ui/badge'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import { connectorSpecs } from '@/lib/connectors/catalog'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { plural } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { LaunchDialog } from './launch-dialog'

type Place = { environmentId: string; clusterId: string }
const types = ['all', 'source', 'sink'] as const

const isMatch = (spec: ConnectorSpec, search: string): boolean => {
  const text = [spec.title, spec.subtitle, spec.className, spec.description, ...spec.keywords]
    .join(' ')
    .toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

export function PluginCatalog(place: Place) {
  const router = useRouter()
  const [search, setSearch] = useQueryState('q', parseAsString.withDefault(''))
  const [type, setType] = useQueryState('type', parseAsStringLiteral(types).withDefault('all'))
  const [launching, setLaunching] = useState<ConnectorSpec | null>(null)
  const crumbs = useClusterCrumbs(
    place.environmentId,
    place.clusterId,
    { label: 'Connectors', href: paths.connectors(place.environmentId, place.clusterId) },
    { label: 'Connector plugins' },
  )
  const specs = connectorSpecs.filter(
    (spec) => isMatch(spec, search) && (type === 'all' || spec.type === type),
  )
  const open = (spec: ConnectorSpec) => {
    if (spec.launchDialog) setLaunching(spec)
    else router.push(paths.connectorWizard(place.environmentId, place.clusterId, spec.className))
  }
  return (
    <Page>
      <PageHeader
        title="Connector Plugins"
        breadcrumb={crumbs}
        description="Connectors that run here, on Tributary's worker: choose one, give it a topic and a key, and data flows."
      />
      <div className="flex flex-wrap items-center gap-2">
        <div className="w-full sm:w-80">
          <SearchInput
            size="sm"
            label="Search connectors"
            value={search}
            onValueChange={(next) => void setSearch(next || null)}
          />
        </div>
        <Select
          size="sm"
          prefix="Type"
          aria-label="Type"
          value={type}
          onValueChange={(next) => void setType(types.find((one) => one === next) ?? null)}
          options={[
            { value: 'all', label: 'All' },
            { value: 'source', label: 'Source' },
            { value: 'sink', label: 'Sink' },
          ]}
        />
        <span className="text-muted ml-auto text-sm" role="status">
          Displaying {plural(specs.length, 'connector')}
        </span>
      </div>
      {specs.length === 0 ? (
        <EmptyState icon={<Plug />} title="No connector fits">
          Try another word or type. Only what runs here is listed.
        </EmptyState>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {specs.map((spec) => (
            <li key={spec.className}>
              <PluginCard spec={spec} onOpen={() => open(spec)} />
            </li>
          ))}
        </ul>
      )}
      {launching ? <LaunchDialog spec={launching} place={place} onClose={() => setLaunching(null)} /> : null}
    </Page>
  )
}

function PluginCard({ spec, onOpen }: { spec: ConnectorSpec; onOpen: () => void }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      className="bg-card hover:border-line-strong flex h-full w-full items-start gap-3.5 rounded-lg border p-4 text-left transition-colors"
    >
      <span
        aria-hidden="true"
        className="bg-accent-soft text-accent flex size-10 shrink-0 items-center justify-center rounded-lg [&_svg]:size-5"
      >
        {spec.launchDialog ? <Sparkles /> : <Database />}
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-2">
          <span className="text-base font-medium">{spec.title}</span>
          {spec.badges.map((badge) => (
            <Badge key={badge}>{badge}</Badge>
          ))}
        </span>
        <span className="text-muted block text-sm">{spec.subtitle}</span>
        <span className="text-muted mt-2 block text-sm">{spec.description}</span>
      </span>
    </button>
  )
}
