import { ConnectorOffsets } from './_components/connector-offsets'

type Props = { params: Promise<{ envId: string; clusterId: string; connectorName: string }> }

export default async function ConnectorOffsetsPage({ params }: Props) {
  const { envId, clusterId, connectorName } = await params
  return (
    <ConnectorOffsets environmentId={envId} clusterId={clusterId} name={decodeURIComponent(connectorName)} />
  )
}
