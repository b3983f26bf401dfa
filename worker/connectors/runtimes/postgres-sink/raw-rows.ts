// The quick way: which configurations are read straight from Kafka's batches.
import type { SinkSettings } from '@/lib/connectors/postgres-sink/settings'
import type { WritingRules } from '@/lib/connectors/postgres-sink/value-writer'
import type { RawBatch, TaskConfig } from '@/worker/connectors/runtime'
import type { Encoder } from './encoder'
import type { Targets } from './targets'

/** Null: the general way is needed. */
export function openRawRows(
  _config: TaskConfig,
  _settings: SinkSettings,
  _targets: Targets,
  _rules: WritingRules,
): Encoder<RawBatch> | null {
  return null
}
