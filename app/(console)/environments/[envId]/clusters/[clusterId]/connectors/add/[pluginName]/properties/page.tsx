import { notFound } from 'next/navigation'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { PropertyReference } from './_components/property-reference'

export const metadata = { title: 'Connector properties' }

type Props = { params: Promise<{ envId: string; clusterId: string; pluginName: string }> }

export default async function ConnectorPropertiesPage({ params }: Props) {
  const { envId, clusterId, pluginName } = await params
  const spec = findConnectorSpec(decodeURIComponent(pluginName))
  if (!spec) notFound()
  return <PropertyReference environmentId={envId} clusterId={clusterId} className={spec.className} />
}
