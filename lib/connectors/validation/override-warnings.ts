// Settings of Kafka's clients that connectors here have no use for: accepted, as configurations carry them, and named. Pure.
import type { CanonicalConfig } from '../config/canonical-config'
import type { ConnectorType } from '../catalog/spec'
import type { ConfigProblem } from '../config/config-values'

/** Those that are fields of their own (auto.offset.reset, isolation.level, max.poll.records) never come here. */
const effective: Record<ConnectorType, ReadonlySet<string>> = {
  source: new Set(
    ['compression.type', 'linger.ms', 'batch.size', 'acks', 'max.request.size'].map(
      (setting) => `producer.override.${setting}`,
    ),
  ),
  sink: new Set(
    ['fetch.min.bytes', 'fetch.max.wait.ms', 'fetch.max.bytes'].map(
      (setting) => `consumer.override.${setting}`,
    ),
  ),
}

export const overrideWarnings = (
  type: ConnectorType,
  { passed }: Pick<CanonicalConfig, 'passed'>,
): ConfigProblem[] =>
  Object.keys(passed)
    .filter((name) => /^(producer|consumer|admin)\.override\./.test(name) && !effective[type].has(name))
    .map((name) => ({
      name,
      message: `"${name}" has no effect here: of Kafka's own clients a ${type} takes ${[...effective[type]].join(', ')}.`,
    }))
