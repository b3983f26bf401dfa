import type { Json, JsonObject } from '@/lib/schemas/json-text'
import type { Comparison } from '@/lib/schemas/json/differences'
import type { TypedNode } from '@/lib/schemas/json/node'

export const numberOf = (value: Json | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined

/** A limit: X_ADDED, X_REMOVED, X_INCREASED or X_DECREASED. */
export function compareLimit(
  word: string,
  name: string,
  sides: [JsonObject, JsonObject],
  at: Comparison,
): void {
  const [before, after] = sides.map((json) => numberOf(json[word]))
  if (before === after) return
  if (before === undefined) at.add(`${name}_ADDED`, word)
  else if (after === undefined) at.add(`${name}_REMOVED`, word)
  else at.add(`${name}_${before < after ? 'INCREASED' : 'DECREASED'}`, word)
}

export function compareStrings(original: TypedNode, update: TypedNode, at: Comparison): void {
  const sides: [JsonObject, JsonObject] = [original.json, update.json]
  compareLimit('maxLength', 'MAX_LENGTH', sides, at)
  compareLimit('minLength', 'MIN_LENGTH', sides, at)
  const [before, after] = sides.map((json) => json['pattern'])
  if (before === after) return
  at.add(
    before === undefined ? 'PATTERN_ADDED' : after === undefined ? 'PATTERN_REMOVED' : 'PATTERN_CHANGED',
    'pattern',
  )
}

export function compareNumbers(original: TypedNode, update: TypedNode, at: Comparison): void {
  const sides: [JsonObject, JsonObject] = [original.json, update.json]
  compareLimit('maximum', 'MAXIMUM', sides, at)
  compareLimit('minimum', 'MINIMUM', sides, at)
  compareLimit('exclusiveMaximum', 'EXCLUSIVE_MAXIMUM', sides, at)
  compareLimit('exclusiveMinimum', 'EXCLUSIVE_MINIMUM', sides, at)
  const [before, after] = sides.map((json) => numberOf(json['multipleOf']))
  if (before !== after) at.add(multipleOfChange(before, after), 'multipleOf')
  if (original.isInteger !== update.isInteger) at.add(original.isInteger ? 'TYPE_EXTENDED' : 'TYPE_NARROWED')
}

function multipleOfChange(before: number | undefined, after: number | undefined): string {
  if (before === undefined || after === undefined)
    return `MULTIPLE_OF_${before === undefined ? 'ADDED' : 'REMOVED'}`
  const isMultiple = (a: number, b: number): boolean => Number.isInteger(Number((a / b).toPrecision(12)))
  if (isMultiple(after, before)) return 'MULTIPLE_OF_EXPANDED'
  return isMultiple(before, after) ? 'MULTIPLE_OF_REDUCED' : 'MULTIPLE_OF_CHANGED'
}
