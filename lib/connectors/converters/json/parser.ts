import type { ConnectSchema } from '@/lib/connectors/data/schema'
import { isDecimalSchema } from '@/lib/connectors/data/schemas'
import { parseJsonExactly } from '@/lib/exact-json'

/** Whether values of the schema may have digits that a double loses: then all of their JSON is read exactly. */
export function hasDecimal(schema: ConnectSchema, seen = new Set<ConnectSchema>()): boolean {
  if (seen.has(schema)) return false
  seen.add(schema)
  const inside = [schema.keySchema, schema.valueSchema, ...(schema.fields ?? []).map((one) => one.schema)]
  return isDecimalSchema(schema) || inside.some((inner) => inner !== undefined && hasDecimal(inner, seen))
}

/** Whole numbers keep all their digits either way; `isExact`: fractions too. */
export const parserFor = (isExact: boolean): ((text: string) => unknown) =>
  isExact ? parseJsonExactly : parseIntegersExactly

const longDigits = /(?:^|[^.\d])\d{16}/
const parseIntegersExactly = (text: string): unknown =>
  longDigits.test(text) ? parseJsonExactly(text) : JSON.parse(text)
