import { ConnectorList } from './_components/connector-list'

export const metadata = { title: 'Connectors' }

type Props = { params: Promise<{ envId: string; clusterId: string }> }

export default async function ConnectorsPage({ params }: Props) {
  const { envId, clusterId } = await params
  return <ConnectorList environmentId={envId} clusterId={clusterId} />
}
