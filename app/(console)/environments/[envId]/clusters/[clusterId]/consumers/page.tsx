import { ConsumerGroupList } from './_components/consumer-group-list'

export const metadata = { title: 'Consumers' }

type Props = { params: Promise<{ envId: string; clusterId: string }> }

export default async function ConsumersPage({ params }: Props) {
  const { envId, clusterId } = await params
  return <ConsumerGroupList environmentId={envId} clusterId={clusterId} />
}
