import type { Json, JsonObject } from '@/lib/schemas/json-text'
import { addCovered, compareAdditional, restWord } from '@/lib/schemas/json/compare-objects'
import { compareLimit } from '@/lib/schemas/json/compare-scalars'
import type { Compare, Comparison } from '@/lib/schemas/json/differences'

type ArraySide = {
  /** The schema of all items, where there is no list of schemas by position. */
  all: Json | undefined
  byPosition: Json[]
  additional: Json
}

export function compareArrays(
  original: JsonObject,
  update: JsonObject,
  at: Comparison,
  compare: Compare,
): void {
  const before = sideOf(original)
  const after = sideOf(update)
  at.within(['items'], (below) => compare(before.all, after.all, below))
  for (let index = 0; index < Math.max(before.byPosition.length, after.byPosition.length); index++)
    at.within(['items', index], (below) => comparePosition(index, before, after, below, compare))
  const word = restWord('Items', original, update)
  at.within([word], (below) => compareAdditional(word, before.additional, after.additional, below, compare))
  compareLimit('maxItems', 'MAX_ITEMS', [original, update], at)
  compareLimit('minItems', 'MIN_ITEMS', [original, update], at)
  compareLimit('maxContains', 'MAX_CONTAINS', [original, update], at)
  compareLimit('minContains', 'MIN_CONTAINS', [original, update], at)
  const [was, is] = [original['uniqueItems'] === true, update['uniqueItems'] === true]
  if (was !== is) at.add(was ? 'UNIQUE_ITEMS_REMOVED' : 'UNIQUE_ITEMS_ADDED', 'uniqueItems')
  if (update['contains'] !== undefined)
    at.within(['contains'], (below) => compare(original['contains'], update['contains'], below))
}

function sideOf(json: JsonObject): ArraySide {
  const { items, prefixItems } = json
  const list = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : []
  if (list.length === 0 && !Array.isArray(items)) {
    const unevaluated = json['unevaluatedItems']
    return {
      all: items ?? (unevaluated === true ? undefined : unevaluated),
      byPosition: [],
      additional: true,
    }
  }
  // Since 2020-12 `items` is what follows after `prefixItems`.
  const rest = Array.isArray(prefixItems) ? items : json['additionalItems']
  return {
    all: undefined,
    byPosition: list,
    additional: rest ?? json['unevaluatedItems'] ?? true,
  }
}

function comparePosition(
  index: number,
  before: ArraySide,
  after: ArraySide,
  at: Comparison,
  compare: Compare,
): void {
  const original = before.byPosition[index]
  const update = after.byPosition[index]
  if (original !== undefined && update !== undefined) return compare(original, update, at)
  if (update === undefined && original !== undefined) {
    if (after.additional === true) return at.add('ITEM_REMOVED_FROM_OPEN_CONTENT_MODEL')
    if (after.additional !== false) return addCovered('ITEM_REMOVED', original, after.additional, at, compare)
    return at.add(
      original === false
        ? 'ITEM_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL'
        : 'ITEM_REMOVED_FROM_CLOSED_CONTENT_MODEL',
    )
  }
  if (update === undefined) return
  if (before.additional === true)
    return at.add(
      isEmpty(update)
        ? 'ITEM_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL'
        : 'ITEM_ADDED_TO_OPEN_CONTENT_MODEL',
    )
  if (before.additional !== false) return addCovered('ITEM_ADDED', before.additional, update, at, compare)
  at.add('ITEM_ADDED_TO_CLOSED_CONTENT_MODEL')
}

const isEmpty = (schema: Json): boolean =>
  schema === true || (typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0)
