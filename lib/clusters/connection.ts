// How web and worker reach a cluster as Tributary itself, always after their own permission check.
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { AppError } from '@/lib/errors'
import type { KafkaConnection } from '@/lib/kafka'
import { readExternal } from '@/lib/clusters/external'
import { loopbackOf } from '@/lib/clusters/listeners'
import { env } from '@/lib/env'
import { findSecret } from '@/lib/secrets/store'

export const internalConnectionPlace = (clusterId: string): string => `clusters/${clusterId}/internal`
export const externalPasswordPlace = (clusterId: string): string => `clusters/${clusterId}/password`

/** SASL_PLAINTEXT on loopback: for clients of a local cluster that run on this machine, whatever it offers to others. */
export function loopbackServers({ clientPort, brokerCount }: KafkaCluster): string {
  const first = clientPort ?? 0
  const ports = Array.from({ length: brokerCount }, (_, index) => first + index)
  return ports.map((port) => `${loopbackOf(env.host)}:${port}`).join(',')
}

/** The connection as Tributary's own principal; `unavailable` while the cluster has no broker yet. */
export async function clusterConnection(cluster: KafkaCluster): Promise<KafkaConnection> {
  const external = readExternal(cluster)
  if (external) {
    const password = await findSecret(externalPasswordPlace(cluster.id))
    return externalConnection(cluster.id, external, password ?? undefined)
  }
  const sealed = await findSecret(internalConnectionPlace(cluster.id))
  if (sealed === null)
    throw new AppError(
      'unavailable',
      `Cluster ${cluster.displayName} is still being provisioned. Try again in a few seconds.`,
    )
  return JSON.parse(sealed) as KafkaConnection
}

export function externalConnection(
  id: string,
  external: NonNullable<ReturnType<typeof readExternal>>,
  password: string | undefined,
): KafkaConnection {
  return {
    id,
    bootstrapServers: external.bootstrap_servers,
    protocol: external.security_protocol,
    ...(external.sasl_mechanism ? { mechanism: external.sasl_mechanism } : {}),
    ...(external.sasl_username ? { username: external.sasl_username } : {}),
    ...(password === undefined ? {} : { password }),
    ...(external.ssl_ca_pem ? { ca: external.ssl_ca_pem } : {}),
  }
}
