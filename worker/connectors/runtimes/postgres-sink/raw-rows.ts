// The quick way: which configurations are read straight from Kafka's batches.
import type { SinkSettings } from '@/lib/connectors/postgres-sink/settings'
import type { WritingRules } from '@/lib/connectors/postgres-sink/value-writer'
import type { RawBatch, TaskConfig } from '@/worker/connectors/runtime'
import type { Encoder } from './encoder'
import { JsonRows } from './json-rows'
import type { Targets } from './targets'

/** Null: the general way is needed. */
export function openRawRows(
  config: TaskConfig,
  settings: SinkSettings,
  targets: Targets,
  rules: WritingRules,
): Encoder<RawBatch> | null {
  const hasSteps = (config['transforms'] ?? '').trim() !== ''
  if (hasSteps || !isPlainJson(config)) return null
  if (settings.keyMode === 'record_key' && (!isTextKey(config) || settings.keyFields.length !== 1))
    return null
  // All fields of a value without a schema: which those are differs from record to record.
  if (settings.keyMode === 'record_value' && settings.keyFields.length === 0) return null
  return new JsonRows(settings, targets, rules)
}

const given = (config: TaskConfig, name: string): string => config[name]?.trim() ?? ''

function isPlainJson(config: TaskConfig): boolean {
  const converter = given(config, 'value.converter')
  const enveloped = given(config, 'value.converter.schemas.enable').toLowerCase()
  if (given(config, 'value.converter.schema.content') !== '') return false
  if (converter !== '') return converter.endsWith('JsonConverter') && enveloped === 'false'
  return given(config, 'input.data.format') === 'JSON' && enveloped !== 'true'
}

function isTextKey(config: TaskConfig): boolean {
  const converter = given(config, 'key.converter')
  if (converter !== '') return converter.endsWith('StringConverter')
  return ['', 'STRING'].includes(given(config, 'input.key.format'))
}
