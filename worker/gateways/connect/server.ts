// Kafka Connect's port: the connectors of every Kafka cluster, by Kafka Connect's own REST API.
import { forgetClusters } from '@/lib/clusters/known'
import { env } from '@/lib/env'
import type { Change } from '@/lib/events'
import type { Log } from '@/lib/log'
import { openPort, type OpenPort } from '../open-port'
import { connectApp } from './dispatch'
import { connectModules } from './paths'

export type ConnectGateway = OpenPort & { onChange: (change: Change | null) => void }

export async function startConnectGateway(
  log: Log,
  { host, port }: { host: string; port: number } = { host: env.host, port: env.connectPort },
): Promise<ConnectGateway> {
  const { fetch } = await connectApp(connectModules)
  const opened = await openPort(log, {
    title: 'Kafka Connect',
    variable: 'TRIBUTARY_CONNECT_PORT',
    ...{ host, port, fetch },
  })
  return {
    ...opened,
    onChange: (change) => {
      if (change === null || change.noun === 'clusters') forgetClusters()
    },
  }
}
