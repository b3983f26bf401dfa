// The data plane. Boot and signals; reads like a list of what runs.
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { disconnectDb } from '@/lib/db'
import { guardUserConnection } from '@/lib/egress/own-ports'
import { env } from '@/lib/env'
import { errorMessage } from '@/lib/errors'
import { listen } from '@/lib/events'
import { closeAllKafka, setEgressGuard } from '@/lib/kafka'
import { log } from '@/lib/log'
import { bootstrapOrganization } from '@/lib/organizations/bootstrap'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import { startAuditLoop } from '@/worker/loops/audit'
import { startClustersLoop } from '@/worker/loops/clusters'
import { startConnectorsLoop } from '@/worker/loops/connectors'
import { startMetricsLoop } from '@/worker/loops/metrics'
import { startConnectGateway } from '@/worker/gateways/connect/server'
import { startRegistryGateway } from '@/worker/gateways/schema-registry/server'
import { clusterRpcRoutes } from '@/worker/rpc/cluster-routes'
import { startRpc } from '@/worker/rpc/server'

const MOST_ATTEMPTS = 6
const workerId = `${process.pid}-${randomUUID().slice(0, 8)}`

async function main(): Promise<void> {
  setEgressGuard(guardUserConnection)
  // Data first: after a crash the tasks go on before anything else is there.
  const clusters = startClustersLoop(log)
  const connectors = startConnectorsLoop({ workerId, log })
  const registry = await startRegistryGateway(log)
  const connect = await startConnectGateway(log)
  const metrics = startMetricsLoop(connectors.counters, log)
  const audit = startAuditLoop(log)
  const rpc = await startRpc((app) => {
    clusterRpcRoutes(app)
    connectors.addRoutes(app)
  }, log)
  const wakeAll = (): void => {
    clusters.wake()
    connectors.wake()
    audit.wake()
    registry.onChange(null)
    connect.onChange(null)
  }
  const listener = listen((change) => {
    registry.onChange(change)
    connect.onChange(change)
    if (['clusters', 'role-bindings', 'api-keys', 'client-quotas'].includes(change.noun)) clusters.wake()
    if (['clusters', 'connectors', 'topics', 'api-keys'].includes(change.noun)) connectors.wake(change)
    // Every change has its audit event; samples have none, and sealing itself must not wake its own loop.
    if (!['metrics', 'audit-events'].includes(change.noun)) audit.wake()
  }, wakeAll)
  await patiently(bootstrapOrganization)
  log.info({ workerId, dataDir: env.dataDir }, 'worker is running')

  let isStopping = false
  const stop = async (): Promise<void> => {
    if (isStopping) return
    isStopping = true
    log.info('worker stops')
    await Promise.all([
      listener.close(),
      rpc.close(),
      registry.close(),
      connect.close(),
      metrics.stop(),
      audit.stop(),
      connectors.stop(),
      clusters.stop(),
    ])
    await stopLocalBrokers(log)
    await closeAllKafka()
    await disconnectDb()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
}

/** A machine that is short of everything keeps Postgres waiting too: to end and begin anew would only cost it more. */
async function patiently(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      await work()
      return
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error
      log.warn({ reason: errorMessage(error) }, 'the organization cannot be read yet; trying again')
      await pause(attempt * 1_000)
    }
}

process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))

main().catch((error: unknown) => {
  log.fatal({ err: error }, 'worker could not start')
  process.exit(1)
})
