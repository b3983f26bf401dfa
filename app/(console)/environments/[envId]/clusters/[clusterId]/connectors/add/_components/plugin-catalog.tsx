'use client'

import { Plug } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs'
import { useState } from 'react'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { EmptyState } from '@/components/patterns/empty-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { Button } from '@/components/ui/button'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import { allConnectorSpecs } from '@/lib/connectors/catalog'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { plural } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import type { BrokenPlugin } from '@/lib/connectors/plugins/load-plugins'
import { BrokenPlugins } from './broken-plugins'
import { DraftList } from './draft-list'
import { ImportButton } from './import-button'
import { LaunchDialog } from './launch-dialog'
import { ManagedMark, PluginCard } from './plugin-card'

type Place = { environmentId: string; clusterId: string }
const types = ['all', 'source', 'sink'] as const
const deployments = ['all', 'managed'] as const
const sorts = ['popular', 'name'] as const

const isMatch = (spec: ConnectorSpec, search: string): boolean => {
  const { title, subtitle, className, selfManagedClassName, description, keywords } = spec
  const text = [title, subtitle, className, selfManagedClassName ?? '', description, ...keywords]
    .join(' ')
    .toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

const ranks: Record<(typeof sorts)[number], (a: ConnectorSpec, b: ConnectorSpec) => number> = {
  // What everybody begins with, then what is popular, then what is new; the catalogue's own order within.
  popular: (a, b) => rankOf(a) - rankOf(b),
  name: (a, b) => a.title.localeCompare(b.title) || a.subtitle.localeCompare(b.subtitle),
}
const rankOf = ({ launchDialog, badges }: ConnectorSpec): number =>
  launchDialog ? 0 : badges.includes('Popular') ? 1 : badges.includes('New') ? 2 : 3

function useFilters() {
  const [search, setSearch] = useQueryState('q', parseAsString.withDefault(''))
  const [deployment, setDeployment] = useQueryState(
    'deployment',
    parseAsStringLiteral(deployments).withDefault('all'),
  )
  const [type, setType] = useQueryState('type', parseAsStringLiteral(types).withDefault('all'))
  const [sort, setSort] = useQueryState('sort', parseAsStringLiteral(sorts).withDefault('popular'))
  const clear = () => void Promise.all([setSearch(null), setDeployment(null), setType(null)])
  return { search, setSearch, deployment, setDeployment, type, setType, sort, setSort, clear }
}

/** Only what runs here is listed. */
export function PluginCatalog({
  brokenPlugins,
  ...place
}: Place & { brokenPlugins: readonly BrokenPlugin[] }) {
  const { environmentId, clusterId } = place
  const router = useRouter()
  const { search, setSearch, deployment, setDeployment, type, setType, sort, setSort, clear } = useFilters()
  const [launching, setLaunching] = useState<ConnectorSpec | null>(null)
  const crumbs = useClusterCrumbs(
    environmentId,
    clusterId,
    { label: 'Connectors', href: paths.connectors(environmentId, clusterId) },
    { label: 'Connector plugins' },
  )
  const specs = allConnectorSpecs()
    .filter((spec) => isMatch(spec, search) && (type === 'all' || spec.type === type))
    .sort(ranks[sort])
  const wizardOf = ({ className }: ConnectorSpec) =>
    paths.connectorWizard(environmentId, clusterId, className)
  const openFirst = () => {
    const [first] = specs
    if (first?.launchDialog) setLaunching(first)
    else if (first) router.push(wizardOf(first))
  }
  return (
    <Page>
      <PageHeader
        title="Connector Plugins"
        breadcrumb={crumbs}
        description="Connectors that run here, on Tributary's worker: choose one, give it a topic and a key, and data flows."
        controls={<ImportButton place={place} />}
      />
      <BrokenPlugins plugins={brokenPlugins} />
      <DraftList place={place} />
      <div className="flex flex-wrap items-center gap-2">
        <form
          role="search"
          className="w-full sm:w-80"
          onSubmit={(event) => {
            event.preventDefault()
            if (search.trim() !== '') openFirst()
          }}
        >
          <SearchInput
            size="sm"
            label="Search connectors"
            value={search}
            onValueChange={(next) => void setSearch(next || null)}
          />
        </form>
        <Select
          size="sm"
          prefix="Deployment"
          aria-label="Deployment"
          value={deployment}
          onValueChange={(next) => void setDeployment(deployments.find((one) => one === next) ?? null)}
          options={[
            { value: 'all', label: 'All' },
            { value: 'managed', label: 'Fully managed', hint: 'Runs on Tributary’s worker' },
          ]}
        />
        <Select
          size="sm"
          prefix="Type"
          aria-label="Type"
          value={type}
          onValueChange={(next) => void setType(types.find((one) => one === next) ?? null)}
          options={[
            { value: 'all', label: 'All' },
            { value: 'source', label: 'Source', hint: 'Brings data into topics' },
            { value: 'sink', label: 'Sink', hint: 'Brings data out of topics' },
          ]}
        />
        <Select
          size="sm"
          prefix="Sort by"
          aria-label="Sort by"
          value={sort}
          onValueChange={(next) => void setSort(sorts.find((one) => one === next) ?? null)}
          options={[
            { value: 'popular', label: 'Popular' },
            { value: 'name', label: 'Name' },
          ]}
        />
        <span className="text-muted ml-auto flex items-center gap-3 text-sm">
          <span className="flex items-center gap-1.5 max-sm:hidden">
            <ManagedMark /> Fully managed
          </span>
          <span role="status">Displaying {plural(specs.length, 'connector')}</span>
        </span>
      </div>
      {specs.length === 0 ? (
        <EmptyState
          icon={<Plug />}
          title="No connector fits"
          action={<Button onClick={clear}>Show all</Button>}
        >
          Try another word or type. Only what runs here is listed.
        </EmptyState>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {specs.map((spec) => (
            <li key={spec.className}>
              <PluginCard
                spec={spec}
                {...(spec.launchDialog ? { onOpen: () => setLaunching(spec) } : { href: wizardOf(spec) })}
              />
            </li>
          ))}
        </ul>
      )}
      {launching ? <LaunchDialog spec={launching} place={place} onClose={() => setLaunching(null)} /> : null}
    </Page>
  )
}
