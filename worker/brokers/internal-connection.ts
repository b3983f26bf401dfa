import type { KafkaConnection } from '@/lib/kafka'
import { type BrokerIdentity, brokerFolders, getIdentity } from './broker-folder'
import { INTERNAL_USER } from './settings'

/** How Tributary itself reaches a local cluster: the super user on the internal listeners of all its brokers. */
export async function internalConnection(clusterDir: string): Promise<KafkaConnection> {
  const identities = await Promise.all((await brokerFolders(clusterDir)).map(getIdentity))
  const [first] = identities
  if (!first) throw new Error(`${clusterDir} has no broker`)
  return {
    ...connectionOf(first),
    id: first.clusterId,
    bootstrapServers: identities.map(addressOf).join(','),
  }
}

/** To this very broker. Of several, each has a link of its own, so that the shared one is not exchanged for it. */
export function connectionOf(identity: BrokerIdentity): KafkaConnection {
  return {
    id: linkIdOf(identity),
    bootstrapServers: addressOf(identity),
    protocol: 'SASL_PLAINTEXT',
    mechanism: 'PLAIN',
    username: INTERNAL_USER,
    password: identity.internalPassword,
    isInternal: true,
  }
}

export const linkIdOf = ({ clusterId, nodeId, quorum }: BrokerIdentity): string =>
  quorum.length === 1 ? clusterId : `${clusterId}#${nodeId}`

const addressOf = ({ host, internalPort }: BrokerIdentity): string => `${host}:${internalPort}`
