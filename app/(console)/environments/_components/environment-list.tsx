'use client'

import { useQuery } from '@tanstack/react-query'
import { Ellipsis, Layers, Plus } from 'lucide-react'
import { parseAsString, useQueryState } from 'nuqs'
import { useState } from 'react'
import { AddEnvironmentDialog, useEnvironmentActions } from '@/components/environments/environment-dialogs'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { LinkTile } from '@/components/patterns/link-tile'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { TileSkeletons } from '@/components/patterns/tile-skeletons'
import { Time } from '@/components/patterns/time'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { SearchInput } from '@/components/ui/search-input'
import type { EnvironmentDto } from '@/lib/environments/schema'
import { formatInteger } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { clustersQuery } from '@/lib/queries/clusters'
import { environmentsQuery } from '@/lib/queries/environments'
import { useDeniedReason } from '@/lib/queries/session'

/** More than these get a search field. */
const searchAbove = 9

export function EnvironmentList() {
  const { data, error, refetch } = useQuery(environmentsQuery)
  const [isAdding, setIsAdding] = useState(false)
  const [search, setSearch] = useQueryState('q', parseAsString.withDefault(''))
  const cannotCreate = useDeniedReason('environments:create')
  const needle = search.trim().toLowerCase()
  const shown = data?.filter(({ id, display_name: name }) => `${name} ${id}`.toLowerCase().includes(needle))
  return (
    <Page>
      <PageHeader
        title="Environments"
        breadcrumb={[{ label: 'Home', href: paths.home }, { label: 'Environments' }]}
        action={
          <Button variant="primary" disabledReason={cannotCreate} onClick={() => setIsAdding(true)}>
            <Plus aria-hidden="true" />
            Add environment
          </Button>
        }
      />
      {data && data.length > searchAbove ? (
        <SearchInput
          label="Search environments"
          size="sm"
          className="sm:w-64"
          value={search}
          onValueChange={(next) => void setSearch(next || null)}
        />
      ) : null}
      {error && !data ? (
        <ErrorState title="The environments could not be read" error={error} onRetry={() => void refetch()} />
      ) : shown?.length === 0 ? (
        <EmptyState icon={<Layers />} title={needle ? 'No environment matches' : 'No environments yet'}>
          An environment holds clusters that belong together, such as production or staging.
        </EmptyState>
      ) : (
        <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {shown?.map((environment) => (
            <EnvironmentTile key={environment.id} environment={environment} />
          )) ?? <TileSkeletons count={3} />}
        </div>
      )}
      <AddEnvironmentDialog isOpen={isAdding} onOpenChange={setIsAdding} />
    </Page>
  )
}

function EnvironmentTile({ environment }: { environment: EnvironmentDto }) {
  const clusters = useQuery(clustersQuery(environment.id)).data
  const { items, dialogs } = useEnvironmentActions(environment)
  return (
    <>
      <LinkTile
        href={paths.environment(environment.id)}
        title={environment.display_name}
        menu={
          <Menu
            items={items}
            trigger={
              <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${environment.display_name}`}>
                <Ellipsis aria-hidden="true" />
              </Button>
            }
          />
        }
        facts={[
          { label: 'Clusters', value: clusters ? formatInteger(clusters.length) : '–' },
          { label: 'ID', value: <span className="font-mono text-xs">{environment.id}</span> },
          { label: 'Created', value: <Time value={environment.metadata.created_at} /> },
        ]}
      />
      {dialogs}
    </>
  )
}
