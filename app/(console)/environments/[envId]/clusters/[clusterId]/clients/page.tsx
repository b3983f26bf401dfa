import { ClientSetUp } from './_components/client-set-up'

export const metadata = { title: 'Clients' }

type Props = { params: Promise<{ envId: string; clusterId: string }> }

export default async function ClientsPage({ params }: Props) {
  const { envId, clusterId } = await params
  return <ClientSetUp environmentId={envId} clusterId={clusterId} />
}
