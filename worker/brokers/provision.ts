import { mkdir } from 'node:fs/promises'
import { AppError } from '@/lib/errors'
import { applyKeys } from './apply-keys'
import { type BrokerIdentity, brokerPaths, findIdentity, newPassword, writeIdentity } from './broker-folder'
import { freePort } from './ports'
import { findRunningBroker } from './running-broker'

export type ProvisionInput = { dataDir: string; clusterId: string; clientPort: number; host: string }

/**
 * Makes the data folder of a local cluster: passwords, ports and an empty key file. Nothing is started. Idempotent: a folder
 * that exists keeps its passwords and its data, and takes the new host and client port at its next start.
 */
export async function provisionBroker({
  dataDir,
  clusterId,
  clientPort,
  host,
}: ProvisionInput): Promise<BrokerIdentity> {
  requireLoopback(host)
  const known = await findIdentity(dataDir)
  if (known !== null && known.clusterId !== clusterId)
    throw new AppError('conflict', `${dataDir} belongs to cluster ${known.clusterId}, not to ${clusterId}.`)
  if (known !== null && (await findRunningBroker(dataDir)) !== null) return known

  const paths = brokerPaths(dataDir)
  await mkdir(paths.logs, { recursive: true, mode: 0o700 })
  const identity: BrokerIdentity = known
    ? { ...known, clientPort, host }
    : {
        clusterId,
        host,
        clientPort,
        internalPort: await freePort(host),
        controllerPort: await freePort(host),
        jolokiaPort: await freePort(host),
        internalPassword: newPassword(),
        controllerPassword: newPassword(),
        jolokiaPassword: newPassword(),
        isFormatted: false,
      }
  if (known === null) await applyKeys(dataDir, [])
  await writeIdentity(dataDir, identity)
  return identity
}

// Secrets cross SASL_PLAINTEXT in the clear: beyond loopback a broker needs TLS, which local brokers do not have yet.
function requireLoopback(host: string): void {
  if (host === 'localhost' || host === '::1' || host.startsWith('127.')) return
  throw new AppError(
    'invalid',
    `A local broker listens on loopback only, not on ${host}: beyond it API keys would travel unencrypted. Set TRIBUTARY_HOST to 127.0.0.1.`,
  )
}
