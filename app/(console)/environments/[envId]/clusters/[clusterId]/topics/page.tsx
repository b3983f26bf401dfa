import { TopicList } from './_components/topic-list'

export const metadata = { title: 'Topics' }

type Props = { params: Promise<{ envId: string; clusterId: string }> }

export default async function TopicsPage({ params }: Props) {
  const { envId, clusterId } = await params
  return <TopicList environmentId={envId} clusterId={clusterId} />
}
