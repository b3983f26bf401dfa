import { TopicOverview } from './_components/topic-overview'

type Props = { params: Promise<{ envId: string; clusterId: string; topicName: string }> }

export default async function Page({ params }: Props) {
  const { envId, clusterId, topicName } = await params
  return <TopicOverview place={{ environmentId: envId, clusterId, topic: decodeURIComponent(topicName) }} />
}
