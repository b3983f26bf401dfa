import { ClusterOverview } from './_components/cluster-overview'

export const metadata = { title: 'Cluster overview' }

type Props = { params: Promise<{ envId: string; clusterId: string }> }

export default async function OverviewPage({ params }: Props) {
  const { envId, clusterId } = await params
  return <ClusterOverview environmentId={envId} clusterId={clusterId} />
}
