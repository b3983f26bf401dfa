// Source offsets of all connectors of a Kafka cluster, in one compacted topic of that cluster, as Kafka Connect keeps
// them: key ["<connector>",{partition}], value {offset}. Written with the worker's own connection, after the records
// that they stand for were acknowledged. Read once per cluster, then kept in memory.
import { setTimeout as sleep } from 'node:timers/promises'
import { kafkaErrorOf, produce, type KafkaConnection } from '@/lib/kafka'
import { errorMessage } from '@/lib/errors'
import type { SourceOffsetStore } from '../pool/pool'
import type { SourceOffset, SourcePartition, SourcePosition } from '../runtime'
import { belongsTo, ensureOffsetsTopic, offsetKey, OFFSETS_TOPIC, readOffsets } from './offsets-topic'

export type OffsetChange = { partition: SourcePartition; offset: SourcePosition | null }

export type SourceOffsets = SourceOffsetStore & {
  /** Forgets a deleted connector. */
  forget(clusterId: string, connectorId: string): Promise<void>
  /** Replaces offsets of some source partitions, or forgets them; resolves when that is in Kafka. */
  change(clusterId: string, connectorId: string, changes: readonly OffsetChange[]): Promise<void>
  /** Forgets what is known of a cluster: it is read anew (another worker took over, the cluster was deleted). */
  dropCluster(clusterId: string): void
  /** Stores what is left and stops. */
  close(): Promise<void>
}

export type SourceOffsetsOptions = {
  /** The worker's own connection to a cluster. */
  connectionOf(clusterId: string): Promise<KafkaConnection>
  onWarning(message: string): void
}

const FLUSH_MS = 250
const RETRY_MS = 2_000
const CLOSE_MS = 3_000
type ClusterOffsets = {
  clusterId: string
  entries: Map<string, SourceOffset>
  dirty: Set<string>
  loaded: Promise<void> | undefined
  writing: Promise<void>
  /** Last reason why nothing could be written; '' while all is well. */
  problem: string
}

export const openSourceOffsets = (options: SourceOffsetsOptions): SourceOffsets => new OffsetsInKafka(options)

class OffsetsInKafka implements SourceOffsets {
  private readonly clusters = new Map<string, ClusterOffsets>()
  private timer: NodeJS.Timeout | undefined
  private isClosed = false

  constructor(private readonly options: SourceOffsetsOptions) {}

  async read(clusterId: string, connectorId: string): Promise<SourceOffset[]> {
    const cluster = this.clusterOf(clusterId)
    await this.ensureLoaded(cluster)
    return [...cluster.entries].filter(([key]) => belongsTo(key, connectorId)).map(([, entry]) => entry)
  }

  write(clusterId: string, connectorId: string, offsets: SourceOffset[]): void {
    const cluster = this.clusterOf(clusterId)
    for (const entry of offsets) {
      const key = offsetKey(connectorId, entry.partition)
      cluster.entries.set(key, entry)
      cluster.dirty.add(key)
    }
    this.schedule(FLUSH_MS)
  }

  note(clusterId: string, connectorId: string, offsets: SourceOffset[]): void {
    const { entries } = this.clusterOf(clusterId)
    for (const entry of offsets) entries.set(offsetKey(connectorId, entry.partition), entry)
  }

  async flush(): Promise<void> {
    for (const cluster of this.clusters.values()) {
      try {
        await this.flushCluster(cluster)
        cluster.problem = ''
      } catch (error) {
        const reason = errorMessage(error)
        if (cluster.problem !== reason) {
          this.options.onWarning(`Source offsets of ${cluster.clusterId} are not stored yet: ${reason}`)
        }
        cluster.problem = reason
        this.schedule(RETRY_MS)
      }
    }
  }

  async change(clusterId: string, connectorId: string, changes: readonly OffsetChange[]): Promise<void> {
    const cluster = this.clusterOf(clusterId)
    await this.ensureLoaded(cluster)
    for (const { partition, offset } of changes) {
      const key = offsetKey(connectorId, partition)
      if (offset === null) cluster.entries.delete(key)
      else cluster.entries.set(key, { partition, offset })
      cluster.dirty.add(key)
    }
    await this.flushCluster(cluster)
  }

  async forget(clusterId: string, connectorId: string): Promise<void> {
    const cluster = this.clusterOf(clusterId)
    await this.ensureLoaded(cluster)
    for (const key of cluster.entries.keys()) {
      if (!belongsTo(key, connectorId)) continue
      cluster.entries.delete(key)
      cluster.dirty.add(key)
    }
    await this.flushCluster(cluster)
  }

  dropCluster(clusterId: string): void {
    this.clusters.delete(clusterId)
  }

  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.timer)
    await Promise.race([this.flush(), sleep(CLOSE_MS, undefined, { ref: false })])
  }

  private clusterOf(clusterId: string): ClusterOffsets {
    const known = this.clusters.get(clusterId)
    if (known) return known
    const cluster: ClusterOffsets = {
      clusterId,
      entries: new Map(),
      dirty: new Set(),
      loaded: undefined,
      writing: Promise.resolve(),
      problem: '',
    }
    this.clusters.set(clusterId, cluster)
    return cluster
  }

  private async load(cluster: ClusterOffsets): Promise<void> {
    const connection = await this.options.connectionOf(cluster.clusterId)
    await ensureOffsetsTopic(connection)
    for (const [key, entry] of await readOffsets(connection)) {
      if (!cluster.entries.has(key)) cluster.entries.set(key, entry)
    }
  }

  private async ensureLoaded(cluster: ClusterOffsets): Promise<void> {
    cluster.loaded ??= this.load(cluster)
    try {
      await cluster.loaded
    } catch (error) {
      cluster.loaded = undefined
      throw error
    }
  }

  private schedule(delayMs: number): void {
    if (this.timer !== undefined || this.isClosed) return
    this.timer = setTimeout(() => {
      this.timer = undefined
      void this.flush()
    }, delayMs)
  }

  private flushCluster(cluster: ClusterOffsets): Promise<void> {
    const next = cluster.writing.then(() => this.writeDirty(cluster))
    cluster.writing = next.catch(() => undefined)
    return next
  }

  private async writeDirty(cluster: ClusterOffsets): Promise<void> {
    if (cluster.dirty.size === 0) return
    await this.ensureLoaded(cluster)
    const keys = [...cluster.dirty]
    cluster.dirty.clear()
    const records = keys.map((key) => {
      const entry = cluster.entries.get(key)
      const value = entry ? JSON.stringify(entry.offset) : null
      return { topic: OFFSETS_TOPIC, partition: 0, key, value }
    })
    try {
      await produce(await this.options.connectionOf(cluster.clusterId), records)
    } catch (error) {
      const isTopicGone = kafkaErrorOf(error) === 'UNKNOWN_TOPIC_OR_PARTITION'
      if (isTopicGone) cluster.loaded = undefined
      for (const key of isTopicGone ? cluster.entries.keys() : keys) cluster.dirty.add(key)
      throw error
    }
  }
}
