// Finds what is known of a failure by the words of its trace. Pure.
import type { ConnectorType } from '../catalog/spec'
import { fileFailures, generatorFailures } from './file-failures'
import { kafkaFailures } from './kafka-failures'
import { postgresFailures } from './postgres-failures'
import { recordFailures } from './record-failures'
import { registryFailures } from './registry-failures'
import { rowFailures } from './row-failures'
import type { KnownFailure } from './shape'
import { tableFailures } from './table-failures'

/** In the order in which they are asked: the first that fits is the answer. */
export const knownFailures: readonly KnownFailure[] = [
  ...kafkaFailures,
  ...registryFailures,
  ...postgresFailures,
  ...tableFailures,
  ...rowFailures,
  ...recordFailures,
  ...fileFailures,
  ...generatorFailures,
]

export type FailedConnector = { className: string; type: ConnectorType }

export const matchFailure = (trace: string, { className, type }: FailedConnector): KnownFailure | null =>
  knownFailures.find(
    (known) =>
      (known.type === undefined || known.type === type) &&
      (known.className === undefined || known.className === className) &&
      known.patterns.some((pattern) => pattern.test(trace)),
  ) ?? null
