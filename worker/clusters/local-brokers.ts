// The brokers of a cluster on this machine: brought up side by side, given their listeners one after another, and described.
import { X509Certificate } from 'node:crypto'
import {
  anonymousPort,
  isLoopback,
  loopbackOf,
  tlsPort,
  type StoredListeners,
} from '@/lib/clusters/listeners'
import type { Observed } from '@/lib/clusters/observed'
import type { ObservedBroker, ObservedListener } from '@/lib/clusters/observed-schema'
import { env } from '@/lib/env'
import { errorMessage } from '@/lib/errors'
import type { Log } from '@/lib/log'
import { brokerFolders, type BrokerListeners, getIdentity } from '@/worker/brokers/broker-folder'
import { restartInTurn } from '@/worker/brokers/restart-in-turn'
import { findRunningBroker } from '@/worker/brokers/running-broker'
import { startOrAdoptBroker } from '@/worker/brokers/start-or-adopt'
import {
  advertisedHost,
  removeOtherCertificates,
  type ListenerCertificate,
} from '@/worker/clusters/listener-certificate'

export type LocalPlan = {
  clusterId: string
  clientPort: number
  brokerCount: number
  listeners: StoredListeners
  certificate: ListenerCertificate | null
}

export function listenersOf(plan: LocalPlan): (nodeId: number) => BrokerListeners {
  const { clientPort, certificate, listeners } = plan
  const tls = (index: number) =>
    certificate && {
      bindHost: env.host,
      advertisedHost: advertisedHost(),
      port: tlsPort(clientPort, index),
      certificate: certificate.name,
    }
  return (nodeId) => ({
    tls: tls(nodeId - 1),
    anonymousPort: listeners.hasAnonymous ? anonymousPort(clientPort, nodeId - 1) : null,
  })
}

/** Which brokers live at this moment, before any of them is touched. */
export async function brokerStates(clusterDir: string): Promise<ObservedBroker[]> {
  const folders = await brokerFolders(clusterDir)
  return Promise.all(
    folders.map(async (dataDir, index) => ({
      id: index + 1,
      state: (await findRunningBroker(dataDir)) ? ('RUNNING' as const) : ('STARTING' as const),
    })),
  )
}

export type BroughtUp = {
  brokers: ObservedBroker[]
  /** What is not as wished although the cluster serves: a broker that is away, listeners that cannot be opened. */
  problem: string | null
}

/** Starts or adopts all. One of several that does not come up is reported; the others go on without it. */
export async function bringUp(clusterDir: string, plan: LocalPlan, log: Log): Promise<BroughtUp> {
  const folders = await brokerFolders(clusterDir)
  const results = await Promise.allSettled(folders.map((dataDir) => startOrAdoptBroker({ dataDir })))
  const failures = results.filter((result) => result.status === 'rejected')
  // Less than a majority of the controllers decides nothing, so there is no cluster.
  if (failures[0] && failures.length * 2 >= folders.length) throw failures[0].reason
  const brokers = results.map((result, index): ObservedBroker => {
    const id = index + 1
    if (result.status === 'rejected') return { id, state: 'DOWN', message: errorMessage(result.reason) }
    const { pid, isAdopted } = result.value
    if (!isAdopted) log.info({ clusterId: plan.clusterId, broker: id, pid }, 'broker started')
    return { id, state: 'RUNNING' }
  })
  const down = brokers.find(({ state }) => state === 'DOWN')
  if (down) return { brokers, problem: `Broker ${down.id} is down. ${down.message ?? ''}`.trim() }
  return { brokers, problem: await giveListeners(clusterDir, plan, log) }
}

/** Why the wished listeners are not there, while the brokers go on with those that they have; null when they are. */
async function giveListeners(clusterDir: string, plan: LocalPlan, log: Log): Promise<string | null> {
  try {
    const restarted = await restartInTurn(clusterDir, listenersOf(plan))
    if (restarted.length > 0)
      log.info({ clusterId: plan.clusterId, brokers: restarted }, 'brokers have new listeners')
    await removeOtherCertificates(clusterDir, plan.certificate?.name ?? null)
    return null
  } catch (error) {
    const states = await brokerStates(clusterDir)
    if (states.some(({ state }) => state !== 'RUNNING')) throw error
    log.warn({ clusterId: plan.clusterId, err: error }, 'the listeners of a cluster are not as wished')
    return `The listeners are not as wished. ${errorMessage(error)}`
  }
}

export async function observe(
  clusterDir: string,
  plan: LocalPlan,
  brokers: ObservedBroker[],
): Promise<Observed> {
  const identities = await Promise.all((await brokerFolders(clusterDir)).map(getIdentity))
  const addresses = (host: string, ports: (number | null | undefined)[]): string =>
    ports.flatMap((port) => (port == null ? [] : [`${inUrl(host)}:${port}`])).join(',')
  const here = loopbackOf(env.host)
  const all: ObservedListener[] = [
    {
      name: 'TLS',
      protocol: 'SASL_SSL',
      bootstrap_servers: addresses(
        identities[0]?.listeners.tls?.advertisedHost ?? '',
        identities.map(({ listeners }) => listeners.tls?.port),
      ),
      reach: isLoopback(env.host) ? 'LOOPBACK' : 'NETWORK',
    },
    {
      name: 'CLIENT',
      protocol: 'SASL_PLAINTEXT',
      bootstrap_servers: addresses(
        here,
        identities.map(({ clientPort }) => clientPort),
      ),
      reach: 'LOOPBACK',
    },
    {
      name: 'ANONYMOUS',
      protocol: 'PLAINTEXT',
      bootstrap_servers: addresses(
        here,
        identities.map(({ listeners }) => listeners.anonymousPort),
      ),
      reach: 'LOOPBACK',
    },
  ]
  const listeners = all.filter(({ bootstrap_servers }) => bootstrap_servers !== '')
  return {
    brokers,
    listeners,
    ...(plan.certificate && identities[0]?.listeners.tls ? { certificate: described(plan.certificate) } : {}),
  }
}

function described({ certificatePem, caPem }: ListenerCertificate): NonNullable<Observed['certificate']> {
  const certificate = new X509Certificate(certificatePem)
  return {
    ...(caPem === null ? {} : { ca_certificate_pem: caPem }),
    subject_alternative_names: certificate.subjectAltName ?? '',
    expires_at: new Date(certificate.validTo).toISOString(),
  }
}

const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host)
