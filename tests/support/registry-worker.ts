// A worker process with a broker and the registry's port, and what a client of both is given.
import { clusterConnection } from '@/lib/clusters/connection'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { env } from '@/lib/env'
import { closeAllKafka, createTopic } from '@/lib/kafka'
import { log } from '@/lib/log'
import { applyClusterKeys } from '@/worker/clusters/apply-keys'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import { makeApiKey, makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'
import { untilRunning } from '@/tests/support/local-cluster'
import { eventually } from '@/tests/support/poll'
import type { Place } from '@/tests/support/registry-clients'
import { asking, basicOf, registryOf, type AskRegistry } from '@/tests/support/registry-gateway'
import { startWorkerProcess, type WorkerProcess } from '@/tests/support/worker-process'

export type RegistryWorker = {
  organization: Organization
  cluster: KafkaCluster
  place: Place
  /** With the key that the clients have. */
  ask: AskRegistry
  kill: () => Promise<void>
  start: () => Promise<void>
  end: () => Promise<void>
}

export async function startRegistryWorker(topics: string[]): Promise<RegistryWorker> {
  const organization = await makeOrganization()
  const clusterId = await makeCluster(organization, 'clients')
  let worker: WorkerProcess = startWorkerProcess()
  const cluster = await untilRunning(clusterId)
  const { ctx, userId } = organization
  const kafka = await makeApiKey(ctx, userId, clusterId)
  const login = await makeApiKey(ctx, userId, await registryOf(organization))
  await applyClusterKeys(cluster)
  const connection = await clusterConnection(cluster)
  for (const name of topics) await createTopic(connection, { name, partitions: 1 })
  const url = `http://127.0.0.1:${env.schemaRegistryPort}`
  const isUp = async () => (await fetch(url)).status > 0
  return {
    organization,
    cluster,
    place: { bootstrap: cluster.bootstrapServers ?? '', topics, kafka, registry: { url, ...login } },
    ask: asking(url, basicOf(login)),
    kill: () => worker.end('SIGKILL'),
    start: async () => {
      worker = startWorkerProcess()
      await eventually('the registry answers', isUp, { timeoutMs: 30_000 })
    },
    end: async () => {
      await worker.end('SIGTERM')
      await stopLocalBrokers(log)
      await closeAllKafka()
    },
  }
}
