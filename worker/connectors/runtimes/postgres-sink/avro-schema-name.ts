// Which schema a record of a fetched batch was written with, without a view of its bytes in the usual case.
import type { RawHeader } from '@/lib/connectors/data/converter'
import { SerdesError } from '@/lib/serdes/serdes-error'
import { readFrame, schemaHeaders, type SchemaKey } from '@/lib/serdes/wire-format'
import type { RawBatch } from '@/worker/connectors/runtime'

/** A schema's id in front of the payload, or how a header names it, as text; null: nothing does. */
export function schemaOf(batch: RawBatch, index: number): number | string | null {
  const { data, spans } = batch
  const start = spans[index * 4 + 2] ?? 0
  const length = spans[index * 4 + 3] ?? -1
  if (length < 0) return null
  const headers = batch.headers(index)
  if (headers.length > 0 && headers.some(({ key }) => key === schemaHeaders.value))
    return namedInHeader(data.subarray(start, start + length), headers)
  return length < 5 || data[start] !== 0 ? null : data.readUInt32BE(start + 1)
}

function namedInHeader(bytes: Buffer, headers: readonly RawHeader[]): string | null {
  try {
    const { schema } = readFrame(bytes, [...headers])
    return 'id' in schema ? `#${schema.id}` : schema.guid
  } catch (error) {
    if (error instanceof SerdesError) return null
    throw error
  }
}

export const keyOf = (name: number | string): SchemaKey => {
  if (typeof name === 'number') return { id: name }
  return name.startsWith('#') ? { id: Number(name.slice(1)) } : { guid: name }
}
