'use client'

import { useQuery } from '@tanstack/react-query'
import { Plug, Plus } from 'lucide-react'
import Link from 'next/link'
import { useMemo } from 'react'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { DataTable } from '@/components/patterns/data-table/data-table'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/paths'
import { connectorRatesQuery, connectorsQuery } from '@/lib/queries/connectors'
import { useDeniedReason } from '@/lib/queries/session'
import { connectorColumns } from './connector-columns'
import { useConnectorActions } from './use-connector-actions'

export function ConnectorList(place: { environmentId: string; clusterId: string }) {
  const { environmentId, clusterId } = place
  const { data, error, refetch } = useQuery(connectorsQuery(clusterId))
  const { data: rates } = useQuery(connectorRatesQuery(clusterId))
  const crumbs = useClusterCrumbs(environmentId, clusterId, { label: 'Connectors' })
  const cannotCreate = useDeniedReason('connectors:create', { environmentId, clusterId, anywhere: true })
  const { itemsOf, dialogs } = useConnectorActions(place)
  // States come with the connectors' own events, rates with every sample.
  const rows = useMemo(() => {
    const measured = new Map(rates?.map((row) => [row.id, row]))
    return data?.map((row) => {
      const { records_per_second = row.records_per_second, bytes_per_second = row.bytes_per_second } =
        measured.get(row.id) ?? {}
      return row.tasks_running === 0 ? row : { ...row, records_per_second, bytes_per_second }
    })
  }, [data, rates])
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
          <EmptyState icon={<Plug />} title="No connectors yet" action={add}>
            A connector brings data into topics, or out of them, without code. Sample data shows it in
            seconds.
          </EmptyState>
        }
      />
      {dialogs}
    </Page>
  )
}
