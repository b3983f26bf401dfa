// What a configuration would produce, made in the browser by the very generator that runs: sample records and their rate.
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { loadTemplate } from '@/lib/connectors/datagen/load-template'
import { parseAvroSchema } from '@/lib/connectors/datagen/avro-schema'
import { previewRecords } from '@/lib/connectors/datagen/record-generator'
import { findTemplate } from '@/lib/connectors/datagen/templates'
import { effectiveConfig, type ConnectorConfig } from '@/lib/connectors/read-config'

export type ConnectorPreview = {
  records: { key: string | null; value: string }[]
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
  const decimalFormat = config['json.output.decimal.format'] === 'NUMERIC' ? 'NUMERIC' : 'BASE64'
  const maxInterval = Number(config['max.interval'] ?? 1000)
  try {
    const schema = template ? await loadTemplate(template) : parseAvroSchema(text)
    const records = previewRecords(schema, SAMPLES, { keyField, decimalFormat, seed })
    const bytes = records.reduce((sum, { key, value }) => sum + (key?.length ?? 0) + value.length, 0)
    return {
      records: records.slice(0, shown),
      // Pauses are uniform in [0, max), half as long on average.
      recordsPerSecond: maxInterval > 0 ? 2000 / maxInterval : null,
      bytesPerRecord: bytes / records.length,
      rateField: 'max.interval',
    }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
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
