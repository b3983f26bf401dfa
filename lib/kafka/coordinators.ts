// Which broker keeps a consumer group or a transactional id.
import { setTimeout as pause } from 'node:timers/promises'
import { findCoordinatorV4 } from '@platformatic/kafka'
import { AppError, notFound } from '@/lib/errors'
import { itemError, kafkaErrorOf } from './kafka-error'
import type { KafkaLink } from './link'

export type CoordinatorKind = 'Consumer group' | 'Transactional id'

const COORDINATOR_DEADLINE_MS = 10_000
// Loading, not available, not the coordinator (any more).
const transient = new Set([14, 15, 16])
const loading = new Set(['COORDINATOR_LOAD_IN_PROGRESS', 'COORDINATOR_NOT_AVAILABLE', 'NOT_COORDINATOR'])

// The first question of all makes Kafka create the offsets topic: until then, and after a restart, it says "not available".
export async function coordinatorsOf(
  link: KafkaLink,
  names: string[],
  kind: CoordinatorKind = 'Consumer group',
): Promise<Map<number, string[]>> {
  const deadline = Date.now() + COORDINATOR_DEADLINE_MS
  for (;;) {
    const { coordinators } = await link.callPartial(
      'Finding coordinators',
      'any',
      findCoordinatorV4.api,
      kind === 'Consumer group' ? 0 : 1,
      names,
    )
    const failed = coordinators.find(({ errorCode }) => errorCode !== 0)
    if (failed === undefined)
      return new Map(
        [...Map.groupBy(coordinators, ({ nodeId }) => nodeId)].map(([node, group]) => [
          node,
          group.map(({ key }) => key),
        ]),
      )
    if (!transient.has(failed.errorCode) || Date.now() > deadline)
      throw itemError(failed.errorCode, failed.errorMessage ?? null, `${kind} ${failed.key}`)
    await pause(100)
  }
}

export async function coordinatorOf(
  link: KafkaLink,
  name: string,
  kind: CoordinatorKind = 'Consumer group',
): Promise<number> {
  if (name === '') throw new AppError('invalid', `A ${kind.toLowerCase()} needs an id.`)
  const [node] = (await coordinatorsOf(link, [name], kind)).keys()
  if (node === undefined) throw notFound(kind, name)
  return node
}

/** A coordinator that was just made, or just moved, loads its groups first. */
export async function onceLoaded<T>(ask: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + COORDINATOR_DEADLINE_MS; ; await pause(100)) {
    try {
      return await ask()
    } catch (error) {
      if (!loading.has(kafkaErrorOf(error) ?? '') || Date.now() > deadline) throw error
    }
  }
}
