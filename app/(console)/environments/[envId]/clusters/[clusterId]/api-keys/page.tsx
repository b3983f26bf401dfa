import { ApiKeyList } from './_components/api-key-list'

export const metadata = { title: 'API keys' }

type Props = { params: Promise<{ envId: string; clusterId: string }> }

export default async function ApiKeyListPage({ params }: Props) {
  const { envId, clusterId } = await params
  return <ApiKeyList environmentId={envId} clusterId={clusterId} />
}
