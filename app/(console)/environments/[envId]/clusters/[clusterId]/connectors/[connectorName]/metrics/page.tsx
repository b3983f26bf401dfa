import { ConnectorMetrics } from '../_components/connector-metrics'

type Props = { params: Promise<{ envId: string; clusterId: string; connectorName: string }> }

export default async function ConnectorMetricsPage({ params }: Props) {
  const { clusterId, connectorName } = await params
  return <ConnectorMetrics clusterId={clusterId} name={decodeURIComponent(connectorName)} />
}
