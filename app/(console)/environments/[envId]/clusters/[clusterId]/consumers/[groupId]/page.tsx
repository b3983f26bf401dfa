import type { Metadata } from 'next'
import { ConsumerGroup } from './_components/consumer-group'

type Props = { params: Promise<{ envId: string; clusterId: string; groupId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).groupId) }
}

export default async function ConsumerGroupPage({ params }: Props) {
  const { envId, clusterId, groupId } = await params
  return <ConsumerGroup environmentId={envId} clusterId={clusterId} groupId={decodeURIComponent(groupId)} />
}
