// What a local cluster takes of this machine, and whether there is so much of it.
import { statfs } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import type { Ctx } from '@/lib/context'
import { env } from '@/lib/env'
import { requireEnvironment } from '@/lib/environments/get'
import { AppError } from '@/lib/errors'
import { effectiveListeners } from '@/lib/clusters/listeners'
import { type ClusterLimits } from '@/lib/clusters/limits-schema'
import { localKinds, type LocalKind } from '@/lib/clusters/schema'

const mebibyte = 1024 * 1024
/** What a broker process takes at most: its heap of 384 MiB and a little beside; measured at rest: 200–280 MiB. */
const brokerMemoryBytes = 400 * mebibyte
/** An empty broker's logs and metadata. */
const brokerDiskBytes = 5 * mebibyte

export const brokersOf = (kind: string): number => (kind === 'Dedicated' ? 3 : 1)

/** Of several brokers only: one small process more has never been the problem. */
export function requireMemory(kind: string, availableBytes = process.availableMemory()): void {
  const reason = shortage(kind, availableBytes)
  if (reason !== null) throw new AppError('quota', reason)
}

function shortage(kind: string, availableBytes: number): string | null {
  const brokers = brokersOf(kind)
  const needed = brokers * brokerMemoryBytes
  if (brokers === 1 || availableBytes >= needed) return null
  return `A ${kind} cluster takes up to ${inMebibytes(needed)} of memory for its ${brokers} brokers, and this machine has ${inMebibytes(availableBytes)} left. Free some memory, or create a Basic or Standard cluster.`
}

const inMebibytes = (bytes: number): string => `${Math.floor(bytes / mebibyte).toLocaleString('en-US')} MiB`

export async function getClusterLimits(ctx: Ctx, environmentId: string): Promise<ClusterLimits> {
  await requireEnvironment(ctx, 'clusters:create', environmentId)
  const disk = await statfs(env.dataDir)
  const available = process.availableMemory()
  return {
    memory_total_bytes: totalmem(),
    memory_available_bytes: available,
    disk_available_bytes: disk.bavail * disk.bsize,
    cores: availableParallelism(),
    is_tls_required: effectiveListeners({ tls: 'NONE', hasAnonymous: false }, env.host).tls !== 'NONE',
    kinds: localKinds.map((kind: LocalKind) => ({
      kind,
      brokers: brokersOf(kind),
      memory_bytes: brokersOf(kind) * brokerMemoryBytes,
      disk_bytes: brokersOf(kind) * brokerDiskBytes,
      refusal: shortage(kind, available),
    })),
  }
}
