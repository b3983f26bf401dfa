// Is every document of one JSON Schema also valid by another? Rules and names of Confluent's registry, which compares
// keyword by keyword: what it calls compatible is; some that would be it does not see.
import type { Incompatibility } from '@/lib/schemas/incompatibility'
import type { Json } from '@/lib/schemas/json-text'
import { compareArrays } from '@/lib/schemas/json/compare-arrays'
import { compareCombined } from '@/lib/schemas/json/compare-combined'
import { compareObjects } from '@/lib/schemas/json/compare-objects'
import { compareNumbers, compareStrings } from '@/lib/schemas/json/compare-scalars'
import {
  Comparison,
  toIncompatibility,
  type Compare,
  type CompareNodes,
  type JsonPolicy,
} from '@/lib/schemas/json/differences'
import { Nodes, type SchemaNode } from '@/lib/schemas/json/node'
import type { ParsedJsonSchema } from '@/lib/schemas/json/schema'

/** Empty: what `writer` allows, `reader` allows. */
export function jsonIncompatibilities(
  reader: ParsedJsonSchema,
  writer: ParsedJsonSchema,
  policy: JsonPolicy = 'STRICT',
): Incompatibility[] {
  const comparison = new Comparison(policy)
  comparer(new Nodes(writer), new Nodes(reader))(writer.root, reader.root, comparison)
  return comparison.differences.filter(({ type }) => !comparison.isAllowed(type)).map(toIncompatibility)
}

function comparer(before: Nodes, after: Nodes): Compare {
  const compare: Compare = (original, update, at) => {
    if (original === undefined && update === undefined) return
    if (original === undefined) return at.add('SCHEMA_ADDED')
    if (update === undefined) return at.add('SCHEMA_REMOVED')
    compareNodes(before.of(original), after.of(update), at)
  }
  const compareNodes: CompareNodes = (original, update, at) => {
    if (viaPart(original, update, at, compareNodes)) return
    if (original.kind !== update.kind) {
      if (original.kind !== 'false' && update.kind !== 'true') at.add('TYPE_CHANGED')
      return
    }
    at.once(original, update, (here) =>
      compareSame(original, update, here, { compare, compareNodes, reverse: () => comparer(after, before) }),
    )
  }
  return compare
}

/** A schema against a combination, where one part decides. */
function viaPart(original: SchemaNode, update: SchemaNode, at: Comparison, compare: CompareNodes): boolean {
  const attempt = (from: SchemaNode, to: SchemaNode, difference: string | null): boolean => {
    const trial = at.trial()
    compare(from, to, trial)
    if (!trial.isCompatible) return false
    at.take(trial)
    if (difference !== null) at.add(difference)
    return true
  }
  if (original.kind !== 'combined' && update.kind === 'combined') {
    const [only] = update.parts
    if (update.parts.length === 1 && only) return attempt(original, only, null)
    return (
      update.criterion !== 'allOf' &&
      update.parts.some((part) => attempt(original, part, 'SUM_TYPE_EXTENDED'))
    )
  }
  if (original.kind === 'combined' && update.kind !== 'combined') {
    const [only] = original.parts
    if (original.parts.length === 1 && only) return attempt(only, update, null)
    // What is valid by all parts is valid by each.
    return (
      original.criterion === 'allOf' &&
      original.parts.some((part) => attempt(part, update, 'PRODUCT_TYPE_NARROWED'))
    )
  }
  return false
}

type Doors = { compare: Compare; compareNodes: CompareNodes; reverse: () => Compare }

function compareSame(original: SchemaNode, update: SchemaNode, at: Comparison, doors: Doors): void {
  if (original.kind === 'string' && update.kind === 'string') compareStrings(original, update, at)
  else if (original.kind === 'number' && update.kind === 'number') compareNumbers(original, update, at)
  else if (original.kind === 'object' && update.kind === 'object')
    compareObjects(original.json, update.json, at, doors.compare)
  else if (original.kind === 'array' && update.kind === 'array')
    compareArrays(original.json, update.json, at, doors.compare)
  else if (original.kind === 'combined' && update.kind === 'combined')
    compareCombined(original, update, at, doors.compareNodes)
  else if (original.kind === 'enum' && update.kind === 'enum')
    compareEnums(original.values, update.values, at)
  else if (original.kind === 'not' && update.kind === 'not') {
    const trial = at.trial('not')
    doors.reverse()(update.schema, original.schema, trial)
    at.add(trial.isCompatible ? 'NOT_TYPE_NARROWED' : 'NOT_TYPE_EXTENDED', 'not')
  }
}

function compareEnums(original: Json[], update: Json[], at: Comparison): void {
  const before = new Set(original.map((value) => JSON.stringify(value)))
  const after = new Set(update.map((value) => JSON.stringify(value)))
  const hasAll = isWithin(before, after)
  if (hasAll && before.size === after.size) return
  if (hasAll) at.add('ENUM_ARRAY_EXTENDED', 'enum')
  else at.add(isWithin(after, before) ? 'ENUM_ARRAY_NARROWED' : 'ENUM_ARRAY_CHANGED', 'enum')
}

const isWithin = (few: Set<string>, many: Set<string>): boolean => [...few].every((one) => many.has(one))
