'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Download, ScrollText } from 'lucide-react'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo, useRef } from 'react'
import { DataTable, type TableHandle } from '@/components/patterns/data-table/data-table'
import { ErrorState } from '@/components/patterns/error-state'
import { DrawerLayout } from '@/components/patterns/drawer'
import { EmptyState } from '@/components/patterns/empty-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { paths } from '@/lib/paths'
import { auditEventsQuery, auditExportHref } from '@/lib/queries/audit-events'
import { useDeniedReason } from '@/lib/queries/session'
import { useAccountNames } from '@/lib/queries/users'
import { auditColumns } from './audit-columns'
import { AuditFilters } from './audit-filters'
import { ChainState } from './chain-state'
import { EventDrawer } from './event-drawer'
import { useAuditSearch } from './use-audit-search'

/** Who changed or tried what, newest first, and whether anybody has touched the record of it. */
export function AuditLog() {
  const { search, filters } = useAuditSearch()
  const denied = useDeniedReason('audit-events:read')
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...auditEventsQuery(search),
    enabled: denied === undefined,
  })
  const nameOf = useAccountNames()
  const rows = useMemo(() => data?.pages.flatMap((page) => page.data), [data])
  const columns = useMemo(() => auditColumns(nameOf), [nameOf])
  const [openId, setOpenId] = useQueryState('event', parseAsString)
  const table = useRef<TableHandle>(null)
  const index = rows?.findIndex(({ id }) => id === openId) ?? -1
  const open = rows?.[index]
  return (
    <Page isFilled width="full">
      <PageHeader
        title="Audit log"
        breadcrumb={[{ label: 'Home', href: paths.home }, { label: 'Audit log' }]}
        controls={denied ? null : <ChainState />}
        action={
          <Menu
            items={[
              {
                label: 'JSON lines',
                onSelect: () => window.location.assign(auditExportHref(search, 'jsonl')),
              },
              { label: 'CSV', onSelect: () => window.location.assign(auditExportHref(search, 'csv')) },
            ]}
            trigger={
              <Button disabledReason={denied}>
                <Download aria-hidden="true" />
                Export
              </Button>
            }
          />
        }
      />
      {denied ? (
        <EmptyState icon={<ScrollText />} title="Your roles do not show the audit log">
          {denied}
        </EmptyState>
      ) : (
        <DrawerLayout
          drawer={
            open ? (
              <EventDrawer
                event={open}
                nameOf={nameOf}
                onClose={() => void setOpenId(null)}
                onPrevious={index > 0 ? () => table.current?.openStep(-1) : undefined}
                onNext={index < (rows?.length ?? 0) - 1 ? () => table.current?.openStep(1) : undefined}
              />
            ) : null
          }
        >
          <DataTable
            id="audit-events"
            noun={['event', 'events']}
            columns={columns}
            rows={rows}
            getRowId={({ id }) => id}
            hasSearch={false}
            filters={<AuditFilters filters={filters} />}
            onRowOpen={({ id }) => void setOpenId(id)}
            openRowId={openId}
            handleRef={table}
            isFilled
            error={
              error && !rows ? (
                <ErrorState
                  title="The audit log could not be read"
                  error={error}
                  onRetry={() => void refetch()}
                />
              ) : undefined
            }
            empty={
              <EmptyState icon={<ScrollText />} title="No events">
                Every change and every refusal is written here. With these filters there is none.
              </EmptyState>
            }
          />
          {hasNextPage ? (
            <Button
              className="mt-3 w-fit self-center"
              isLoading={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              Show older events
            </Button>
          ) : null}
        </DrawerLayout>
      )}
    </Page>
  )
}
