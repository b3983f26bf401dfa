import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { reachCluster } from '@/lib/clusters/reach'
import {
  describeBrokerConfigs,
  describeCluster,
  describeClusterConfigs,
  type ConfigEntry,
  type KafkaConnection,
} from '@/lib/kafka'

/** What was set for all brokers while they run; defaults are not among it, clients would take them for their own. */
export async function listBrokerConfigs(ctx: Ctx, clusterId: string): Promise<ConfigEntry[]> {
  const { connection } = await reachCluster(ctx, 'broker-configs:read', clusterId)
  const set = (await describeClusterConfigs(connection)).filter(({ isDefault }) => !isDefault)
  const isKafkasOwn = await findKafkasOwn(connection, set)
  return set.filter((entry) => !isKafkasOwn(entry))
}

export async function getBrokerConfig(ctx: Ctx, clusterId: string, name: string): Promise<ConfigEntry> {
  const found = (await listBrokerConfigs(ctx, clusterId)).find((entry) => entry.name === name)
  if (found) return found
  throw new AppError('not_found', `${name} is not set on this cluster: brokers use their own default.`)
}

const minInsync = 'min.insync.replicas'

/** Kafka 4 copies this one from the brokers' files when it turns on eligible leader replicas (KIP-966): nobody set it. */
async function findKafkasOwn(
  connection: KafkaConnection,
  set: readonly ConfigEntry[],
): Promise<(entry: ConfigEntry) => boolean> {
  const copy = set.find(({ name }) => name === minInsync)
  const broker = copy && (await describeCluster(connection)).brokers[0]
  if (!copy || !broker) return () => false
  const entries = await describeBrokerConfigs(connection, broker.id)
  const own = entries
    .find(({ name }) => name === minInsync)
    ?.synonyms.find(({ source }) => source === 'STATIC_BROKER_CONFIG' || source === 'DEFAULT_CONFIG')
  return (entry) => entry === copy && own?.value === copy.value
}
