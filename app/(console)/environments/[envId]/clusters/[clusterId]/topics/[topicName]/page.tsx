import { redirect } from 'next/navigation'
import { paths } from '@/lib/paths'

type Props = { params: Promise<{ envId: string; clusterId: string; topicName: string }> }

export default async function TopicPage({ params }: Props) {
  const { envId, clusterId, topicName } = await params
  redirect(paths.topic(envId, clusterId, decodeURIComponent(topicName)))
}
