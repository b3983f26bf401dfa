import { TopicConsumers } from './_components/topic-consumers'

type Props = { params: Promise<{ envId: string; clusterId: string; topicName: string }> }

export default async function Page({ params }: Props) {
  const { envId, clusterId, topicName } = await params
  return <TopicConsumers place={{ environmentId: envId, clusterId, topic: decodeURIComponent(topicName) }} />
}
