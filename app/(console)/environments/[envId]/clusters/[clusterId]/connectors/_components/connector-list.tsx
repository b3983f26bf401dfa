'use client'

import { useQuery } from '@tanstack/react-query'
import { Plug, Plus } from 'lucide-react'
import Link from 'next/link'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { useMemo } from 'react'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { paths } from '@/lib/paths'
import { connectorRatesQuery, connectorsQuery } from '@/lib/queries/connectors'
import { useDeniedReason } from '@/lib/queries/session'
import { BulkActions } from './bulk-actions'
import { connectorColumns } from './connector-columns'
import { connectorStatus, statusWords } from './connector-status'
import { useConnectorActions } from './use-connector-actions'

const types = ['source', 'sink'] as const
const anyOption = { value: 'any', label: 'Any' }

export function ConnectorList(place: { environmentId: string; clusterId: string }) {
  const { environmentId, clusterId } = place
  const { data, error, refetch } = useQuery(connectorsQuery(clusterId))
  const { data: rates } = useQuery(connectorRatesQuery(clusterId))
  const crumbs = useClusterCrumbs(environmentId, clusterId, { label: 'Connectors' })
  const cannotCreate = useDeniedReason('connectors:create', { environmentId, clusterId, anywhere: true })
  const { itemsOf, dialogs } = useConnectorActions(place)
  // States come with the connectors' own events, rates with every sample.
  const [status, setStatus] = useQueryState('status', parseAsStringLiteral(statusWords))
  const [type, setType] = useQueryState('type', parseAsStringLiteral(types))
  const all = useMemo(() => {
    const measured = new Map(rates?.map((row) => [row.id, row]))
    return data?.map((row) => {
      const now = measured.get(row.id) ?? row
      const { messages_behind, bad_records } = now
      const { records_per_second, bytes_per_second } = row.tasks_running === 0 ? row : now
      return { ...row, records_per_second, bytes_per_second, messages_behind, bad_records }
    })
  }, [data, rates])
  const rows = useMemo(
    () =>
      all?.filter(
        (row) =>
          (status === null || connectorStatus(row).word === status) && (type === null || row.type === type),
      ),
    [all, status, type],
  )
  const isFiltered = status !== null || type !== null
  const columns = useMemo(() => connectorColumns(environmentId, clusterId), [environmentId, clusterId])
  const add = cannotCreate ? (
    <Button variant="primary" disabledReason={cannotCreate}>
      Add connector
    </Button>
  ) : (
    <Button variant="primary" asChild>
      <Link href={paths.connectorCatalog(environmentId, clusterId)}>
        <Plus aria-hidden="true" />
        Add connector
      </Link>
    </Button>
  )
  return (
    <Page width="full" isFilled>
      <PageHeader title="Connectors" breadcrumb={crumbs} action={add} />
      <DataTable
        id="connectors"
        noun={['connector', 'connectors']}
        columns={columns}
        rows={rows}
        getRowId={(row) => row.id}
        defaultSort="name"
        hasSearch
        searchPlaceholder="Search connectors"
        hasColumnChooser
        filters={
          <>
            <Select
              size="sm"
              prefix="Status"
              aria-label="Status"
              value={status ?? 'any'}
              onValueChange={(next) => void setStatus(statusWords.find((word) => word === next) ?? null)}
              options={[anyOption, ...statusWords.map((word) => ({ value: word, label: word }))]}
            />
            <Select
              size="sm"
              prefix="Type"
              aria-label="Type"
              value={type ?? 'any'}
              onValueChange={(next) => void setType(types.find((one) => one === next) ?? null)}
              options={[anyOption, { value: 'source', label: 'Source' }, { value: 'sink', label: 'Sink' }]}
            />
          </>
        }
        bulkActions={(chosen, clear) => <BulkActions place={place} rows={chosen} onDone={clear} />}
        isFilled
        rowHref={(row) => paths.connector(environmentId, clusterId, row.name)}
        rowActions={itemsOf}
        error={
          error && !data ? (
            <ErrorState
              title="The connectors could not be read"
              error={error}
              onRetry={() => void refetch()}
            />
          ) : undefined
        }
        empty={
          isFiltered && all?.length ? (
            <EmptyState
              icon={<Plug />}
              title="No connectors like that"
              action={
                <Button
                  onClick={() => {
                    void setStatus(null)
                    void setType(null)
                  }}
                >
                  Show all
                </Button>
              }
            >
              None of the {all.length} connectors has this status and type.
            </EmptyState>
          ) : (
            <EmptyState icon={<Plug />} title="No connectors yet" action={add}>
              A connector brings data into topics, or out of them, without code. Sample data shows it in
              seconds.
            </EmptyState>
          )
        }
      />
      {dialogs}
    </Page>
  )
}
