// Types of columns for plain JSON objects, by all values of a batch. Pure.
import { InferredType } from '@/lib/connectors/postgres-sink/column-types'
import {
  ABSENT,
  BOOLEAN,
  ESCAPED,
  JsonScanner,
  NULL,
  NUMBER,
  STRING,
} from '@/lib/connectors/postgres-sink/json-scanner'
import { DataError } from '@/lib/connectors/data/record'

type Values = { data: Buffer; spans: Int32Array; from: number; to: number }

/** By property, in the order of appearance. Records that are no objects and properties that are always null are left out. */
export function inferColumns(batches: readonly Values[]): Map<string, string> {
  const names: string[] = []
  const types: InferredType[] = []
  const scanner = new JsonScanner((name) => {
    types.push(new InferredType())
    return names.push(name) - 1
  })
  for (const { data, spans, from, to } of batches)
    for (let index = from; index < to; index++) {
      const start = spans[index * 4 + 2] ?? 0
      const length = spans[index * 4 + 3] ?? -1
      if (length < 0 || !scans(scanner, data, start, start + length)) continue
      for (const slot of scanner.found) types[slot]?.add(exampleOf(scanner, slot, data))
    }
  return new Map(
    names.flatMap((name, slot) => {
      const type = types[slot]?.get() ?? null
      return type === null ? [] : [[name, type] as const]
    }),
  )
}

function scans(scanner: JsonScanner, data: Buffer, start: number, end: number): boolean {
  try {
    scanner.scan(data, start, end)
    return true
  } catch (error) {
    if (error instanceof DataError) return false
    throw error
  }
}

/** A value of the type. */
function exampleOf({ kinds, starts, ends }: JsonScanner, slot: number, data: Buffer): unknown {
  switch (kinds[slot]) {
    case ABSENT:
    case NULL:
      return null
    case BOOLEAN:
      return true
    case STRING:
    case ESCAPED:
      return ''
    case NUMBER: {
      const text = data.toString('latin1', starts[slot], ends[slot])
      return /^-?\d+$/.test(text) ? BigInt(text) : 0.5
    }
    default:
      return {}
  }
}
