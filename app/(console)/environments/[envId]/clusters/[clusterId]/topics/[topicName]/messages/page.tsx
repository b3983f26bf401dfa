import { MessageViewer } from './_components/message-viewer'

type Props = { params: Promise<{ envId: string; clusterId: string; topicName: string }> }

export default async function Page({ params }: Props) {
  const { envId, clusterId, topicName } = await params
  return <MessageViewer place={{ environmentId: envId, clusterId, topic: decodeURIComponent(topicName) }} />
}
