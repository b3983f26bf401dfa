// The quick way: which configurations are read straight from Kafka's batches.
import type { SinkSettings } from '@/lib/connectors/postgres-sink/settings'
import { avroOptions } from '@/lib/connectors/converters/avro/codec'
import { propertiesOf } from '@/lib/connectors/converters/config'
import { equalValues } from '@/lib/connectors/data/equal-values'
import type { FetchSchema } from '@/lib/serdes/schema-cache'
import type { WritingRules } from '@/lib/connectors/postgres-sink/value-writer'
import type { RawBatch, TaskConfig } from '@/worker/connectors/runtime'
import type { Encoder } from './encoder'
import { AvroRows } from './avro-rows'
import { JsonRows } from './json-rows'
import type { RecordRows } from './record-rows'
import type { Targets } from './targets'

/** Null: the general way is needed. */
export function openRawRows(
  config: TaskConfig,
  settings: SinkSettings,
  targets: Targets,
  rules: WritingRules,
  /** The general way, and the registry; null: there is none. */
  { rows, fetchSchema }: { rows: RecordRows; fetchSchema: FetchSchema | null },
): Encoder<RawBatch> | null {
  if ((config['transforms'] ?? '').trim() !== '') return null
  const { keyMode, keyFields, isDeleteEnabled } = settings
  if (keyMode === 'record_key' && (!isTextKey(config) || keyFields.length !== 1)) return null
  if (isPlainAvro(config) && fetchSchema !== null && !isDeleteEnabled)
    return new AvroRows(rows, fetchSchema, avroDefaults, keyMode === 'record_key')
  // All fields of a value without a schema: which those are differs from record to record.
  if (!isPlainJson(config) || (keyMode === 'record_value' && keyFields.length === 0)) return null
  return new JsonRows(settings, targets, rules)
}

const avroDefaults = avroOptions({})

function isPlainAvro(config: TaskConfig): boolean {
  // With options other than the defaults, the converter itself is asked.
  if (!equalValues(avroOptions(propertiesOf(config, 'value.converter')), avroDefaults)) return false
  const converter = given(config, 'value.converter')
  return converter === ''
    ? given(config, 'input.data.format') === 'AVRO'
    : converter.endsWith('AvroConverter')
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
