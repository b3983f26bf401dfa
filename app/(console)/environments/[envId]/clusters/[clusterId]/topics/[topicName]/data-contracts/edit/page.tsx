import { EditDataContract } from './_components/edit-data-contract'

type Props = { params: Promise<{ envId: string; clusterId: string; topicName: string }> }

export default async function Page({ params }: Props) {
  const { envId, clusterId, topicName } = await params
  return (
    <EditDataContract place={{ environmentId: envId, clusterId, topic: decodeURIComponent(topicName) }} />
  )
}
