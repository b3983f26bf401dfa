import { ConnectorSettings } from '../_components/connector-settings'

type Props = { params: Promise<{ envId: string; clusterId: string; connectorName: string }> }

export default async function ConnectorSettingsPage({ params }: Props) {
  const { envId, clusterId, connectorName } = await params
  return (
    <ConnectorSettings environmentId={envId} clusterId={clusterId} name={decodeURIComponent(connectorName)} />
  )
}
