import { NewTopic } from './_components/new-topic'

export const metadata = { title: 'New topic' }

type Props = { params: Promise<{ envId: string; clusterId: string }> }

export default async function NewTopicPage({ params }: Props) {
  const { envId, clusterId } = await params
  return <NewTopic environmentId={envId} clusterId={clusterId} />
}
