import { ClusterSettings } from './_components/cluster-settings'

export const metadata = { title: 'Cluster settings' }

type Props = { params: Promise<{ envId: string; clusterId: string }> }

export default async function SettingsPage({ params }: Props) {
  const { envId, clusterId } = await params
  return <ClusterSettings environmentId={envId} clusterId={clusterId} />
}
