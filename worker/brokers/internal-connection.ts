import type { KafkaConnection } from '@/lib/kafka'
import { type BrokerIdentity, getIdentity } from './broker-folder'
import { INTERNAL_USER } from './settings'

/** How Tributary itself reaches a local broker: the super user on the internal listener. */
export async function internalConnection(dataDir: string): Promise<KafkaConnection> {
  return connectionOf(await getIdentity(dataDir))
}

export function connectionOf(identity: BrokerIdentity): KafkaConnection {
  return {
    id: identity.clusterId,
    bootstrapServers: `${identity.host}:${identity.internalPort}`,
    protocol: 'SASL_PLAINTEXT',
    mechanism: 'PLAIN',
    username: INTERNAL_USER,
    password: identity.internalPassword,
    isInternal: true,
  }
}
