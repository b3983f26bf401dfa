import { ConnectorOverview } from '../_components/connector-overview'

type Props = { params: Promise<{ envId: string; clusterId: string; connectorName: string }> }

export default async function ConnectorOverviewPage({ params }: Props) {
  const { envId, clusterId, connectorName } = await params
  return (
    <ConnectorOverview environmentId={envId} clusterId={clusterId} name={decodeURIComponent(connectorName)} />
  )
}
