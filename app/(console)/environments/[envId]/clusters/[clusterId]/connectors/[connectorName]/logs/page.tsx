import { ConnectorLogs } from '../_components/connector-logs'

type Props = { params: Promise<{ envId: string; clusterId: string; connectorName: string }> }

export default async function ConnectorLogsPage({ params }: Props) {
  const { envId, clusterId, connectorName } = await params
  return (
    <ConnectorLogs environmentId={envId} clusterId={clusterId} name={decodeURIComponent(connectorName)} />
  )
}
