// Objects by their content model: open (anything may be added), closed (nothing), or partially open (what a schema
// or a pattern covers). A property that is new in an open one constrains what was free before.
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { compareLimit } from '@/lib/schemas/json/compare-scalars'
import type { Compare, Comparison } from '@/lib/schemas/json/differences'

type ObjectSide = {
  json: JsonObject
  properties: Map<string, Json>
  required: Set<string>
  patterns: [string, Json][]
  /** What other properties have to be: false (closed), true (open) or a schema. */
  additional: Json
}

export function compareObjects(
  original: JsonObject,
  update: JsonObject,
  at: Comparison,
  compare: Compare,
): void {
  const before = sideOf(original)
  const after = sideOf(update)
  compareRequired(before, after, at)
  for (const name of new Set([...before.properties.keys(), ...after.properties.keys()]))
    at.within(['properties', name], (below) => compareProperty(name, before, after, below, compare))
  compareDependencies(before, after, at, compare)
  const word = restWord('Properties', original, update)
  at.within([word], (below) => compareAdditional(word, before.additional, after.additional, below, compare))
  compareLimit('maxProperties', 'MAX_PROPERTIES', [original, update], at)
  compareLimit('minProperties', 'MIN_PROPERTIES', [original, update], at)
}

function sideOf(json: JsonObject): ObjectSide {
  const entries = (value: Json | undefined): [string, Json][] =>
    isObject(value) ? Object.entries(value) : []
  const required = Array.isArray(json['required']) ? json['required'] : []
  return {
    json,
    properties: new Map(entries(json['properties'])),
    required: new Set(required.filter((name) => typeof name === 'string')),
    patterns: entries(json['patternProperties']),
    additional: json['additionalProperties'] ?? json['unevaluatedProperties'] ?? true,
  }
}

function compareRequired(before: ObjectSide, after: ObjectSide, at: Comparison): void {
  for (const name of before.required)
    if (!after.required.has(name) && after.properties.has(name))
      at.add('REQUIRED_ATTRIBUTE_REMOVED', 'required', name)
  for (const name of after.required) {
    // A property that is new itself is judged with its content model.
    if (before.required.has(name) || (after.properties.has(name) && !before.properties.has(name))) continue
    const hasDefault = hasOwnDefault(after.properties.get(name))
    at.add(
      hasDefault ? 'REQUIRED_ATTRIBUTE_WITH_DEFAULT_ADDED' : 'REQUIRED_ATTRIBUTE_ADDED',
      'required',
      name,
    )
  }
}

const hasOwnDefault = (schema: Json | undefined): boolean =>
  isObject(schema) && schema['default'] !== undefined

function compareProperty(
  name: string,
  before: ObjectSide,
  after: ObjectSide,
  at: Comparison,
  compare: Compare,
): void {
  const original = before.properties.get(name)
  const update = after.properties.get(name)
  if (update === undefined) return compareRemoved(name, original, after, at, compare)
  if (original !== undefined) return compare(original, update, at)
  const isRequired = after.required.has(name)
  const kind = !isRequired
    ? 'OPTIONAL_PROPERTY'
    : hasOwnDefault(update)
      ? 'REQUIRED_PROPERTY_WITH_DEFAULT'
      : 'REQUIRED_PROPERTY'
  if (isOpen(before)) {
    const isFree = !isRequired && (update === true || (isObject(update) && Object.keys(update).length === 0))
    at.add(
      isFree
        ? 'PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL'
        : `${kind}_ADDED_TO_OPEN_CONTENT_MODEL`,
    )
    return
  }
  const covering = coverOf(name, before)
  if (covering !== undefined) addCovered('PROPERTY_ADDED', covering, update, at, compare)
  at.add(`${kind}_ADDED_TO_UNOPEN_CONTENT_MODEL`)
}

function compareRemoved(
  name: string,
  original: Json | undefined,
  after: ObjectSide,
  at: Comparison,
  compare: Compare,
): void {
  if (isOpen(after)) return at.add('PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL')
  const covering = coverOf(name, after)
  if (covering !== undefined && original !== undefined)
    return addCovered('PROPERTY_REMOVED', original, covering, at, compare)
  at.add(
    original === false
      ? 'PROPERTY_WITH_FALSE_REMOVED_FROM_CLOSED_CONTENT_MODEL'
      : 'PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL',
  )
}

export function addCovered(
  name: string,
  original: Json,
  update: Json,
  at: Comparison,
  compare: Compare,
): void {
  const trial = at.trial()
  compare(original, update, trial)
  at.take(trial)
  at.add(`${name}_${trial.isCompatible ? 'IS' : 'NOT'}_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL`)
}

const isOpen = ({ patterns, additional }: ObjectSide): boolean => patterns.length === 0 && additional === true

/** The schema that a property without its own has to fulfil; undefined: it is not allowed. */
function coverOf(name: string, { patterns, additional }: ObjectSide): Json | undefined {
  const matching = patterns.find(([pattern]) => matches(pattern, name))
  return matching?.[1] ?? (additional === false ? undefined : additional)
}

/** A repetition of a repetition can take forever to fail: such a pattern covers nothing. */
function matches(pattern: string, name: string): boolean {
  if (/[*+}][^(]*\)[*+{]|\(\?[=!<]|\\\d/.test(pattern) || pattern.length > 1000 || name.length > 1000)
    return false
  try {
    return new RegExp(pattern, 'u').test(name)
  } catch {
    return false
  }
}

export type RestWord = `${'additional' | 'unevaluated'}${'Properties' | 'Items'}`

/** The keyword that says what others may be: `unevaluated…` (since 2019-09) where no side has `additional…`. */
export function restWord(what: 'Properties' | 'Items', ...sides: JsonObject[]): RestWord {
  const has = (word: RestWord): boolean => sides.some((side) => side[word] !== undefined)
  return has(`unevaluated${what}`) && !has(`additional${what}`) ? `unevaluated${what}` : `additional${what}`
}

export function compareAdditional(
  word: RestWord,
  original: Json,
  update: Json,
  at: Comparison,
  compare: Compare,
): void {
  const name = word.replace(/[PI]/, '_$&').toUpperCase()
  if ((original === false) !== (update === false))
    return at.add(`${name}_${update === false ? 'REMOVED' : 'ADDED'}`)
  if (original === update) return
  if (original === true) return at.add(`${name}_NARROWED`)
  if (update === true) return at.add(`${name}_EXTENDED`)
  compare(original, update, at)
}

/** `dependencies` of the older drafts and their two successors. */
function compareDependencies(before: ObjectSide, after: ObjectSide, at: Comparison, compare: Compare): void {
  const of = ({ json }: ObjectSide): Map<string, Json> =>
    new Map(
      ['dependencies', 'dependentRequired', 'dependentSchemas'].flatMap((word) =>
        isObject(json[word]) ? Object.entries(json[word]) : [],
      ),
    )
  const [was, is] = [of(before), of(after)]
  for (const name of new Set([...was.keys(), ...is.keys()]))
    at.within(['dependencies', name], (below) =>
      compareDependency(was.get(name), is.get(name), below, compare),
    )
}

function compareDependency(
  original: Json | undefined,
  update: Json | undefined,
  at: Comparison,
  compare: Compare,
): void {
  const kind = Array.isArray(original ?? update) ? 'ARRAY' : 'SCHEMA'
  if (original === undefined || update === undefined)
    return at.add(`DEPENDENCY_${kind}_${original === undefined ? 'ADDED' : 'REMOVED'}`)
  if (!Array.isArray(original) || !Array.isArray(update)) {
    if (Array.isArray(original) !== Array.isArray(update)) return at.add('DEPENDENCY_SCHEMA_ADDED')
    return compare(original, update, at)
  }
  const isExtended = original.every((one) => update.includes(one))
  const isNarrowed = update.every((one) => original.includes(one))
  if (isExtended && isNarrowed) return
  at.add(`DEPENDENCY_ARRAY_${isExtended ? 'EXTENDED' : isNarrowed ? 'NARROWED' : 'CHANGED'}`)
}
