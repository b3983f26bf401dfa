import type { ReactNode } from 'react'
import { getConnectorDetail } from '@/lib/connectors/get-detail'
import { connectorKeys } from '@/lib/queries/connectors'
import { orNotFound } from '../../../../../../_components/or-not-found'
import { Prefetched } from '../../../../../../_components/prefetched'
import { requireSignedIn } from '../../../../../../_components/signed-in'
import { ConnectorFrame } from './_components/connector-frame'

type Props = {
  params: Promise<{ envId: string; clusterId: string; connectorName: string }>
  children: ReactNode
}

export async function generateMetadata({ params }: Props) {
  return { title: decodeURIComponent((await params).connectorName) }
}

export default async function ConnectorLayout({ params, children }: Props) {
  const { envId, clusterId, connectorName } = await params
  const name = decodeURIComponent(connectorName)
  const ctx = await requireSignedIn()
  const detail = await orNotFound(getConnectorDetail(ctx, { envId, clusterId, connectorName: name }))
  return (
    <Prefetched entries={[[connectorKeys.one(clusterId, name), detail]]}>
      <ConnectorFrame environmentId={envId} clusterId={clusterId} name={name}>
        {children}
      </ConnectorFrame>
    </Prefetched>
  )
}
