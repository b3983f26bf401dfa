// Tries a connection layer by layer, so that the answer names the one that failed and what to do about it.
import { describeClusterV0 } from '@platformatic/kafka'
import { reachHost } from '@/lib/egress/reach-host'
import { AppError, errorMessage } from '@/lib/errors'
import { type BrokerAddress, type KafkaConnection, parseBootstrapServers } from './connection'
import { checkEgress } from './egress-guard'
import { kafkaErrorOf } from './kafka-error'
import { KafkaLink } from './link'

export type ConnectionLayer = 'dns' | 'tcp' | 'tls' | 'sasl' | 'authorisation' | 'api-versions'
export type ConnectionTest =
  { ok: true; clusterId: string; brokers: number } | { ok: false; layer: ConnectionLayer; message: string }
type Failure = { layer: ConnectionLayer; message: string }

const STEP_TIMEOUT_MS = 5_000
const NO_OPERATIONS = -2_147_483_648

/** Opens its own sockets and closes them. Never throws for an unreachable cluster. */
export async function testConnection(connection: KafkaConnection): Promise<ConnectionTest> {
  const servers = parseBootstrapServers(connection.bootstrapServers)
  let failure: Failure = { layer: 'dns', message: 'No bootstrap server is given. Enter host:port.' }
  for (const server of servers) {
    const failed = await reach(connection, server, 'The bootstrap server')
    if (failed === null) return logIn(connection)
    failure = failed
  }
  return { ok: false, ...failure }
}

const reach = (
  { isInternal, protocol, ca, cert, key }: KafkaConnection,
  { host, port }: BrokerAddress,
  what: string,
): Promise<Failure | null> =>
  reachHost({
    ...{ host, port, what },
    tls: protocol.endsWith('SSL') ? { ca, cert, key } : null,
    guard: isInternal === true ? () => Promise.resolve(undefined) : checkEgress,
  })

async function logIn(connection: KafkaConnection): Promise<ConnectionTest> {
  const link = new KafkaLink(connection, {
    connectTimeoutMs: STEP_TIMEOUT_MS,
    requestTimeoutMs: STEP_TIMEOUT_MS,
  })
  try {
    await link.highestVersion(3)
    const cluster = await link.call('Describing the cluster', 'any', describeClusterV0.api, true, 1)
    for (const broker of cluster.brokers) {
      const failed = await reach(
        connection,
        broker,
        `The cluster names broker ${broker.brokerId} as ${broker.host}:${broker.port}, but`,
      )
      if (failed !== null)
        return {
          ok: false,
          layer: failed.layer,
          message: `${failed.message} The broker's advertised.listeners decides that address.`,
        }
    }
    const { topics } = await link.metadata(null)
    const isBlind =
      cluster.clusterAuthorizedOperations === NO_OPERATIONS || cluster.clusterAuthorizedOperations === 0
    if (isBlind && topics.length === 0)
      return {
        ok: false,
        layer: 'authorisation',
        message:
          'The credentials log in, but they may see neither the cluster nor any topic. Give them ACLs.',
      }
    return { ok: true, clusterId: cluster.clusterId, brokers: cluster.brokers.length }
  } catch (error) {
    return { ok: false, ...loginFailure(connection, error) }
  } finally {
    await link.close()
  }
}

function loginFailure(connection: KafkaConnection, error: unknown): Failure {
  const kafkaError = kafkaErrorOf(error)
  const mechanism = connection.mechanism ?? 'PLAIN'
  if (kafkaError === 'SASL_AUTHENTICATION_FAILED')
    return { layer: 'sasl', message: `The broker refused the user name or password (${mechanism}).` }
  if (kafkaError === 'UNSUPPORTED_SASL_MECHANISM')
    return {
      layer: 'sasl',
      message: `The broker does not offer the SASL mechanism ${mechanism} on this listener.`,
    }
  if (kafkaError?.endsWith('AUTHORIZATION_FAILED'))
    return { layer: 'authorisation', message: errorMessage(error) }
  if (kafkaError === 'UNSUPPORTED_VERSION') return { layer: 'api-versions', message: errorMessage(error) }
  const hint = connection.protocol.startsWith('SASL')
    ? 'Check that this listener speaks the chosen protocol.'
    : 'It may want SASL or TLS on this port.'
  const reason = error instanceof AppError ? error.message : errorMessage(error)
  return {
    layer: 'api-versions',
    message: `Something answers, but not as Kafka does with ${connection.protocol}. ${reason} ${hint}`,
  }
}
