// Finds what is known of a failure by the words of its trace. Pure.
import type { ConnectorType } from '../catalog/spec'
import { kafkaFailures } from './kafka-failures'
import { recordFailures } from './record-failures'
import type { KnownFailure } from './shape'
import { targetFailures } from './target-failures'

/** In the order in which they are asked: the first that fits is the answer. */
export const knownFailures: readonly KnownFailure[] = [...kafkaFailures, ...targetFailures, ...recordFailures]

export type FailedConnector = { className: string; type: ConnectorType }

export const matchFailure = (trace: string, { className, type }: FailedConnector): KnownFailure | null =>
  knownFailures.find(
    (known) =>
      (known.type === undefined || known.type === type) &&
      (known.className === undefined || known.className === className) &&
      known.patterns.some((pattern) => pattern.test(trace)),
  ) ?? null
