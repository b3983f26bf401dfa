'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter, useSelectedLayoutSegment } from 'next/navigation'
import type { ReactNode } from 'react'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { ErrorState } from '@/components/patterns/error-state'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { Button } from '@/components/ui/button'
import { Status } from '@/components/ui/status'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import type { ConnectorRowDto } from '@/lib/connectors/console-schema'
import { paths } from '@/lib/paths'
import { ApiError } from '@/lib/queries/api'
import { connectorQuery, connectorsQuery } from '@/lib/queries/connectors'
import { useDeniedReason } from '@/lib/queries/session'
import { connectorStatus } from '../../_components/connector-status'
import { orderWords, useConnectorActions, useGiveOrder } from '../../_components/use-connector-actions'

type Place = { environmentId: string; clusterId: string; name: string }

/** Head and tabs of one connector, around all its pages. */
export function ConnectorFrame({ children, ...place }: Place & { children: ReactNode }) {
  const { environmentId, clusterId, name } = place
  const router = useRouter()
  const { data, error, refetch } = useQuery(connectorQuery(clusterId, name))
  const list = paths.connectors(environmentId, clusterId)
  const { itemsOf, dialogs } = useConnectorActions(place, () => router.push(list))
  const crumbs = useClusterCrumbs(
    environmentId,
    clusterId,
    { label: 'Connectors', href: list },
    { label: name, noun: 'connectors', useSiblings: () => useSiblings(environmentId, clusterId) },
  )
  const status = data && connectorStatus(data)
  const spec = data && findConnectorSpec(data.connector_class)
  const tab = (id: string, label: string) => ({
    label,
    href: paths.connector(environmentId, clusterId, name, id),
  })
  // A table with a drawer takes the window, as the message viewer does.
  const isTable = useSelectedLayoutSegment() === 'dead-letters'
  const tabs = [
    tab('overview', 'Overview'),
    tab('metrics', 'Explore metrics'),
    tab('logs', 'Logs'),
    ...(data?.type === 'sink' ? [tab('dead-letters', 'Dead letters')] : []),
    tab('offsets', 'Offsets'),
    tab('settings', 'Settings'),
  ]
  const isGone = error instanceof ApiError && error.status === 404
  return (
    <Page {...(isTable ? { width: 'full', isFilled: true } : {})}>
      <PageHeader
        title={name}
        breadcrumb={crumbs}
        status={
          status ? (
            <Status tone={status.tone} isLive>
              {status.word}
            </Status>
          ) : null
        }
        ids={data ? [{ id: data.id }] : []}
        facts={spec ? spec.subtitle : data?.connector_class}
        menu={data ? itemsOf(data) : []}
        action={data && <PauseButton row={data} place={place} />}
        tabs={tabs}
        tabsLabel="Connector"
      />
      {data && !isGone ? (
        children
      ) : error ? (
        <ErrorState
          title={isGone ? 'This connector does not exist' : 'The connector could not be read'}
          error={error}
          {...(isGone ? {} : { onRetry: () => void refetch() })}
        />
      ) : null}
      {dialogs}
    </Page>
  )
}

/** The one thing that is done most, beside the menu that has all. */
function PauseButton({ row, place }: { row: ConnectorRowDto; place: Place }) {
  const { give, isPending } = useGiveOrder(place)
  const denied = useDeniedReason('connectors:operate', {
    environmentId: place.environmentId,
    clusterId: place.clusterId,
    connector: row.name,
  })
  const order = row.desired === 'RUNNING' ? 'pause' : 'resume'
  return (
    <Button
      isLoading={isPending}
      onClick={() => give(row.name, order)}
      {...(denied ? { disabledReason: denied } : {})}
    >
      {orderWords[order].icon}
      {orderWords[order].label}
    </Button>
  )
}

function useSiblings(environmentId: string, clusterId: string) {
  const { data, isPending } = useQuery(connectorsQuery(clusterId))
  const items = (data ?? []).map((row) => ({
    id: row.id,
    label: row.name,
    hint: connectorStatus(row).word,
    href: paths.connector(environmentId, clusterId, row.name),
  }))
  return { items, isLoading: isPending }
}
