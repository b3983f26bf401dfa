'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState, readError } from '@/components/patterns/error-state'
import { Page } from '@/components/patterns/page'
import { Time } from '@/components/patterns/time'
import { WithRegistry } from '@/components/subjects/with-registry'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/paths'
import { subjectSummariesQuery } from '@/lib/queries/subject-summaries'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import { FirstSchema } from './first-schema'
import { RegistryHeader } from './registry-header'
import { subjectColumns } from './subject-columns'
import { SubjectFilters } from './subject-filters'
import { useSubjectSearch } from './use-subject-search'

/** All subjects of the environment's registry, a page at a time. */
export function SubjectList({ environmentId }: { environmentId: string }) {
  return (
    <WithRegistry environmentId={environmentId}>
      {(registry) => <Subjects environmentId={environmentId} registry={registry} />}
    </WithRegistry>
  )
}

function Subjects({ environmentId, registry }: { environmentId: string; registry: RegistryDto }) {
  const { search, filters, isFiltered, clear } = useSubjectSearch()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage, ...query } = useInfiniteQuery(
    subjectSummariesQuery(registry.id, search),
  )
  const rows = useMemo(() => data?.pages.flatMap((page) => page.data), [data])
  const last = data?.pages.at(-1)
  const columns = useMemo(() => subjectColumns(environmentId), [environmentId])
  const onEndReached = useCallback(() => void fetchNextPage(), [fetchNextPage])
  return (
    <Page isFilled>
      <RegistryHeader environmentId={environmentId} registry={registry} />
      {error && rows ? (
        <Banner tone="warning" title="The registry does not answer">
          These subjects are from <Time value={query.dataUpdatedAt} />. The page tries again by itself.{' '}
          {readError(error).message}
        </Banner>
      ) : null}
      <DataTable
        id="subjects"
        noun={['subject', 'subjects']}
        columns={columns}
        rows={rows}
        total={last?.total}
        onEndReached={hasNextPage && !isFetchingNextPage ? onEndReached : undefined}
        getRowId={({ name }) => name}
        rowHref={({ name }) => paths.subject(environmentId, name)}
        hasSearch={false}
        filters={<SubjectFilters filters={filters} contexts={last?.contexts ?? []} />}
        isFilled
        error={
          error && !rows ? (
            <ErrorState title="The subjects could not be read" error={error} onRetry={() => void refetch()} />
          ) : undefined
        }
        empty={
          isFiltered ? (
            <EmptyState title="No subjects match" action={<Button onClick={clear}>Clear the filters</Button>}>
              No subject of this registry fits these filters.
            </EmptyState>
          ) : (
            <FirstSchema environmentId={environmentId} registry={registry} />
          )
        }
      />
    </Page>
  )
}
