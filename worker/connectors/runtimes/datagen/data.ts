// Generated records as Connect's data, where transforms or converters of the configuration's choice work on them.
import type { ConnectHeader, ConnectRecord } from '@/lib/connectors/data/record'
import { int64 } from '@/lib/connectors/data/schemas'
import type { AvroRecord } from '@/lib/connectors/datagen/avro-schema'
import { connectReader } from '@/lib/connectors/datagen/output/connect-data'

/** The headers of Confluent's generator and what they say of one record. */
type Origin = { topic: string; generation: number; taskNumber: number; iteration: number }
type Generated = { key: Uint8Array | null; value: Uint8Array }
export type DataOf = (generated: Generated, origin: Origin) => ConnectRecord

const header = (key: string, value: number): ConnectHeader => ({ key, schema: int64, value })

export function openData(schema: AvroRecord, keyField: string | undefined): DataOf {
  const field = schema.fields.find(({ name }) => name === keyField)
  const keys = field ? connectReader(field.type) : null
  const values = connectReader(schema)
  return ({ key, value }, { topic, generation, taskNumber, iteration }) => ({
    topic,
    partition: null,
    timestamp: null,
    keySchema: keys?.schema ?? null,
    key: key && keys ? keys.read(key) : null,
    valueSchema: values.schema,
    value: values.read(value),
    headers: [
      header('task.generation', generation),
      header('task.id', taskNumber),
      header('current.iteration', iteration),
    ],
  })
}
