import { DataContracts } from './_components/data-contracts'

type Props = { params: Promise<{ envId: string; clusterId: string; topicName: string }> }

export default async function Page({ params }: Props) {
  const { envId, clusterId, topicName } = await params
  return <DataContracts place={{ environmentId: envId, clusterId, topic: decodeURIComponent(topicName) }} />
}
