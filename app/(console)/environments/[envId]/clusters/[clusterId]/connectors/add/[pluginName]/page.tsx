import { notFound } from 'next/navigation'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { ConnectorWizard } from './_components/connector-wizard'

export const metadata = { title: 'Add connector' }

type Props = { params: Promise<{ envId: string; clusterId: string; pluginName: string }> }

export default async function AddConnectorPage({ params }: Props) {
  const { envId, clusterId, pluginName } = await params
  const spec = findConnectorSpec(decodeURIComponent(pluginName))
  if (!spec) notFound()
  return <ConnectorWizard environmentId={envId} clusterId={clusterId} className={spec.className} />
}
