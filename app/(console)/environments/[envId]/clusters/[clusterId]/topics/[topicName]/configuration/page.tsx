import { TopicConfiguration } from './_components/topic-configuration'

type Props = { params: Promise<{ envId: string; clusterId: string; topicName: string }> }

export default async function Page({ params }: Props) {
  const { envId, clusterId, topicName } = await params
  return (
    <TopicConfiguration place={{ environmentId: envId, clusterId, topic: decodeURIComponent(topicName) }} />
  )
}
