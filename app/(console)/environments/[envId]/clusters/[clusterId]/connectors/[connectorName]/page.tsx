import { redirect } from 'next/navigation'
import { paths } from '@/lib/paths'

type Props = { params: Promise<{ envId: string; clusterId: string; connectorName: string }> }

export default async function ConnectorPage({ params }: Props) {
  const { envId, clusterId, connectorName } = await params
  redirect(paths.connector(envId, clusterId, decodeURIComponent(connectorName)))
}
