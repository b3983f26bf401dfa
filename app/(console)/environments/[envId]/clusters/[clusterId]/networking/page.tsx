import { NetworkingPanel } from './_components/networking-panel'

export const metadata = { title: 'Networking' }

type Props = { params: Promise<{ envId: string; clusterId: string }> }

export default async function NetworkingPage({ params }: Props) {
  const { envId, clusterId } = await params
  return <NetworkingPanel environmentId={envId} clusterId={clusterId} />
}
