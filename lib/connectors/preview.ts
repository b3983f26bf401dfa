// What a configuration would produce, made in the browser by the very generator that runs: sample records and their rate.
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { loadTemplate } from '@/lib/connectors/datagen/load-template'
import { parseAvroSchema, type AvroRecord } from '@/lib/connectors/datagen/avro-schema'
import { isRegisteredFormat, type RegisteredFormat } from '@/lib/connectors/datagen/output/formats'
import { valueText } from '@/lib/connectors/datagen/output/value-text'
import { previewRecords } from '@/lib/connectors/datagen/record-generator'
import { findTemplate } from '@/lib/connectors/datagen/templates'
import { effectiveConfig, type ConnectorConfig } from '@/lib/connectors/config/read-config'

export type ConnectorPreview = {
  records: { key: string | null; value: string }[]
  /** What its values' format registers; null for JSON. */
  schema: { language: 'json' | 'protobuf'; text: string } | null
  /** Per task, on average; null at full speed. */
  recordsPerSecond: number | null
  bytesPerRecord: number
  /** The property that sets the rate. */
  rateField: string
}
export type Preview = ConnectorPreview | { problem: string }

const SAMPLES = 20

async function previewDatagen(config: ConnectorConfig, shown: number, seed: number): Promise<Preview | null> {
  const template = findTemplate(config.quickstart ?? '')
  const text = config['schema.string'] ?? ''
  if (!template && text.trim() === '') return null
  const keyField = config['schema.keyfield'] || template?.keyField
  const format = config['output.data.format'] ?? 'JSON'
  const isRegistered = isRegisteredFormat(format)
  const isNumeric = isRegistered || config['json.output.decimal.format'] === 'NUMERIC'
  const maxInterval = Number(config['max.interval'] ?? 1000)
  try {
    const schema = template ? await loadTemplate(template) : parseAvroSchema(text)
    const decimalFormat = isNumeric ? 'NUMERIC' : 'BASE64'
    const records = previewRecords(schema, SAMPLES, { keyField, decimalFormat, seed })
    const bytes = records.reduce((sum, { key, value }) => sum + (key?.length ?? 0) + value.length, 0)
    return {
      records: records.slice(0, shown),
      schema: isRegistered ? registered(format, schema) : null,
      // Pauses are uniform in [0, max), half as long on average.
      recordsPerSecond: maxInterval > 0 ? 2000 / maxInterval : null,
      bytesPerRecord: bytes / records.length,
      rateField: 'max.interval',
    }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

function registered(format: RegisteredFormat, schema: AvroRecord): ConnectorPreview['schema'] {
  const text = valueText(format, schema)
  return format === 'PROTOBUF'
    ? { language: 'protobuf', text }
    : { language: 'json', text: JSON.stringify(JSON.parse(text), null, 2) }
}

const previews: Record<string, typeof previewDatagen | undefined> = {
  DatagenSource: previewDatagen,
}

/** Null for connectors that cannot be previewed and while there is too little to go by. The same seed draws the same records. */
export const previewConnector = async (
  spec: ConnectorSpec,
  config: ConnectorConfig,
  shown: number,
  seed = 1,
): Promise<Preview | null> =>
  (await previews[spec.className]?.(effectiveConfig(spec, config), shown, seed)) ?? null

export const hasPreview = (spec: ConnectorSpec): boolean => Object.hasOwn(previews, spec.className)
