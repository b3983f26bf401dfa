import { redirect } from 'next/navigation'
import { paths } from '@/lib/paths'

type Props = { params: Promise<{ envId: string; clusterId: string }> }

export default async function ClusterPage({ params }: Props) {
  const { envId, clusterId } = await params
  redirect(paths.overview(envId, clusterId))
}
