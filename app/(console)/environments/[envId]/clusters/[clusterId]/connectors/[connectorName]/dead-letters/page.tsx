import { DeadLetters } from './_components/dead-letters'

type Props = { params: Promise<{ envId: string; clusterId: string; connectorName: string }> }

export default async function DeadLettersPage({ params }: Props) {
  const { envId, clusterId, connectorName } = await params
  return <DeadLetters environmentId={envId} clusterId={clusterId} name={decodeURIComponent(connectorName)} />
}
