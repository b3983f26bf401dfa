import type { ReactNode } from 'react'
import { ConnectorFrame } from './_components/connector-frame'

type Props = {
  params: Promise<{ envId: string; clusterId: string; connectorName: string }>
  children: ReactNode
}

export async function generateMetadata({ params }: Props) {
  return { title: decodeURIComponent((await params).connectorName) }
}

export default async function ConnectorLayout({ params, children }: Props) {
  const { envId, clusterId, connectorName } = await params
  const place = { environmentId: envId, clusterId, name: decodeURIComponent(connectorName) }
  return <ConnectorFrame {...place}>{children}</ConnectorFrame>
}
