import { listConnectorRows } from '@/lib/connectors/list'
import { connectorKeys } from '@/lib/queries/connectors'
import { orNotFound } from '../../../../../_components/or-not-found'
import { Prefetched } from '../../../../../_components/prefetched'
import { requireSignedIn } from '../../../../../_components/signed-in'
import { ConnectorList } from './_components/connector-list'

export const metadata = { title: 'Connectors' }

type Props = { params: Promise<{ envId: string; clusterId: string }> }

export default async function ConnectorsPage({ params }: Props) {
  const { envId, clusterId } = await params
  const rows = await orNotFound(listConnectorRows(await requireSignedIn(), clusterId))
  return (
    <Prefetched entries={[[connectorKeys.list(clusterId), rows]]}>
      <ConnectorList environmentId={envId} clusterId={clusterId} />
    </Prefetched>
  )
}
