import type { ViewedRecord } from '@/lib/kafka'
import { SerdesError } from '@/lib/serdes/serdes-error'
import { readFrame, schemaHeaders, type Framed } from '@/lib/serdes/wire-format'

export type RecordPart = 'key' | 'value'

/** Null: these bytes do not say that they have a schema. A serialised number may begin with a 0 too; ids start at 1. */
export function frameOf({ headers, ...record }: ViewedRecord, part: RecordPart): Framed | SerdesError | null {
  const bytes = record[part]
  if (bytes === null) return null
  const isInHeader = headers.some(({ key, value }) => key === schemaHeaders[part] && value !== null)
  if (!isInHeader && (bytes.length < 5 || bytes[0] !== 0 || bytes.readInt32BE(1) < 1)) return null
  try {
    return readFrame(bytes, headers, part)
  } catch (error) {
    if (error instanceof SerdesError) return error
    throw error
  }
}
