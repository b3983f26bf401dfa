import { brokenPlugins } from '@/lib/connectors/plugins/loaded'
import { PluginCatalog } from './_components/plugin-catalog'

export const metadata = { title: 'Connector plugins' }

type Props = { params: Promise<{ envId: string; clusterId: string }> }

export default async function ConnectorCatalogPage({ params }: Props) {
  const { envId, clusterId } = await params
  return <PluginCatalog environmentId={envId} clusterId={clusterId} brokenPlugins={brokenPlugins} />
}
