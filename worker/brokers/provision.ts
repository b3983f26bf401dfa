import { mkdir } from 'node:fs/promises'
import { AppError } from '@/lib/errors'
import { isLoopback } from '@/lib/clusters/listeners'
import { applyKeys } from './apply-keys'
import {
  brokerDir,
  type BrokerIdentity,
  type BrokerListeners,
  brokerPaths,
  findIdentity,
  newPassword,
  noListeners,
  writeIdentity,
} from './broker-folder'
import { freePort } from './ports'
import { findRunningBroker } from './running-broker'

export type ProvisionInput = {
  dataDir: string
  clusterId: string
  clientPort: number
  /** A loopback address. */
  host: string
  brokerCount?: number
  /** By node id from 1; they take effect at the broker's next start. */
  listenersOf?: (nodeId: number) => BrokerListeners
}

/** Between the client listeners and the controllers of a cluster of several brokers. */
const controllerStep = 40

/**
 * Makes the data folder of a local cluster: passwords, ports and an empty key file. Nothing is started. Idempotent: a folder
 * that exists keeps its passwords and its data, and takes new ports and listeners at its next start.
 */
export async function provisionCluster(input: ProvisionInput): Promise<BrokerIdentity[]> {
  const { dataDir, clusterId, clientPort, host, brokerCount = 1 } = input
  const { listenersOf = () => noListeners } = input
  requireLoopback(host)
  const nodeIds = Array.from({ length: brokerCount }, (_, index) => index + 1)
  const folderOf = (nodeId: number) => (brokerCount === 1 ? dataDir : brokerDir(dataDir, nodeId))
  const known = await Promise.all(nodeIds.map((nodeId) => findIdentity(folderOf(nodeId))))
  const shared = known.find((identity) => identity !== null) ?? {
    internalPassword: newPassword(),
    controllerPassword: newPassword(),
  }
  if (known.every((identity) => identity === null)) await applyKeys(dataDir, [])
  return Promise.all(
    nodeIds.map((nodeId, index) =>
      provisionOne(folderOf(nodeId), known[index] ?? null, {
        clusterId,
        nodeId,
        host,
        clientPort: clientPort + index,
        listeners: listenersOf(nodeId),
        internalPassword: shared.internalPassword,
        controllerPassword: shared.controllerPassword,
        // The controllers find one another by these ports, so they are fixed; a lone one may have any.
        ...(brokerCount === 1
          ? {}
          : { quorum: nodeIds.map((id) => ({ nodeId: id, port: clientPort + controllerStep + id - 1 })) }),
      }),
    ),
  )
}

export async function provisionBroker(input: Omit<ProvisionInput, 'brokerCount'>): Promise<BrokerIdentity> {
  const [identity] = await provisionCluster(input)
  if (!identity) throw new Error('a cluster has a broker')
  return identity
}

type Wanted = Pick<
  BrokerIdentity,
  'clusterId' | 'nodeId' | 'host' | 'clientPort' | 'listeners' | 'internalPassword' | 'controllerPassword'
> &
  Partial<Pick<BrokerIdentity, 'quorum'>>

async function provisionOne(
  dataDir: string,
  known: BrokerIdentity | null,
  wanted: Wanted,
): Promise<BrokerIdentity> {
  const { clusterId, nodeId, host, clientPort, listeners, quorum } = wanted
  if (known !== null && known.clusterId !== clusterId)
    throw new AppError('conflict', `${dataDir} belongs to cluster ${known.clusterId}, not to ${clusterId}.`)
  if (known !== null && (await findRunningBroker(dataDir)) !== null) return known
  const controllerPort =
    quorum?.find((voter) => voter.nodeId === nodeId)?.port ?? known?.controllerPort ?? (await freePort(host))
  const identity: BrokerIdentity = known
    ? { ...known, clientPort, host, listeners, controllerPort, quorum: quorum ?? known.quorum }
    : {
        ...wanted,
        controllerPort,
        quorum: quorum ?? [{ nodeId, port: controllerPort }],
        internalPort: await freePort(host),
        jolokiaPort: await freePort(host),
        jolokiaPassword: newPassword(),
        isFormatted: false,
      }
  await mkdir(brokerPaths(dataDir).logs, { recursive: true, mode: 0o700 })
  await writeIdentity(dataDir, identity)
  return identity
}

// Secrets cross SASL_PLAINTEXT in the clear: beyond loopback there is the TLS listener only.
function requireLoopback(host: string): void {
  if (isLoopback(host)) return
  throw new AppError(
    'invalid',
    `The plain listener of a local broker is on loopback only, not on ${host}: beyond it API keys would travel unencrypted.`,
  )
}
