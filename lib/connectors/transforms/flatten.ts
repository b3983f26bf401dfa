import { className } from '../data/java-text'
import { DataError } from '../data/record'
import type { ConnectField, ConnectSchema, ConnectValue } from '../data/schema'
import { field, withTraits } from '../data/schemas'
import { isDecimal, isMap, isObjectValue, propertyOf, Struct, type ObjectValue } from '../data/struct'
import type { Transform } from '../data/transform'
import { basicsOf, structLike } from './struct-copy'
import type { Properties } from './properties'
import type { Side } from './side'
import { structural } from './structural'
import type { TransformBuilder } from './transform-builder'

const PURPOSE = 'flattening'

type Leaf = {
  field: ConnectField
  /** Where it lies, and in place of a null. */
  path: readonly string[]
  fallback: ConnectValue
}

type Branch = {
  names: readonly string[]
  isOptional: boolean
  /** What the default of a parent says of this struct. */
  inherited: ConnectValue
  /** Maps stay as they are. */
  keepsMaps: boolean
}

/** The leaves of a struct; optional where a parent is, and with the default that a parent gives. */
function leavesOf(schema: ConnectSchema, delimiter: string, branch: Branch): Leaf[] {
  return (schema.fields ?? []).flatMap((child): Leaf[] => {
    const { type, optional, default: own } = child.schema
    const path = [...branch.names, child.name]
    const isOptional = branch.isOptional || optional
    const inherited = childOf(branch.inherited, child.name)
    const value = own ?? inherited ?? null
    if (type === 'STRUCT')
      return leavesOf(child.schema, delimiter, { ...branch, names: path, isOptional, inherited: value })
    if (type === 'MAP' && !branch.keepsMaps)
      throw new DataError(
        `Flatten transformation does not support MAP for record with schemas (for field ${path.join(delimiter)}).`,
      )
    const flat = isOptional === optional && value === (own ?? null)
    const schemaOfLeaf = flat
      ? child.schema
      : withTraits(child.schema, { optional: isOptional, default: value ?? undefined })
    return [{ field: field(path.join(delimiter), schemaOfLeaf), path, fallback: own ?? null }]
  })
}

const childOf = (parent: ConnectValue | undefined, name: string): ConnectValue | undefined =>
  isObjectValue(parent) ? propertyOf(parent, name) : undefined

function read(source: ObjectValue, { path, fallback }: Leaf): ConnectValue {
  let parent: ConnectValue | undefined = source
  for (const name of path.slice(0, -1)) parent = childOf(parent, name)
  // A parent that is null has no fields to read defaults of.
  return isObjectValue(parent) ? (childOf(parent, path.at(-1) ?? '') ?? fallback) : null
}

function flattenObject(source: ObjectValue, prefix: string, delimiter: string, target: Struct): void {
  for (const name of Object.keys(source)) {
    const value = source[name] ?? null
    const path = prefix === '' ? name : prefix + delimiter + name
    if (isObjectValue(value)) flattenObject(value, path, delimiter, target)
    else if (value instanceof Date || isDecimal(value) || isMap(value))
      throw new DataError(
        `Flatten transformation was passed a value of type class ${className(null, value)} which is not supported by Connect's data API`,
      )
    else target[path] = value
  }
}

const flattener = (properties: Properties, side: Side, keepsMaps: boolean): Transform => {
  const delimiter = properties.maybe('delimiter') ?? ''
  return structural({
    side,
    purpose: PURPOSE,
    passesNull: true,
    plan: (schema) => {
      const root = { names: [], isOptional: schema.optional, inherited: schema.default ?? null, keepsMaps }
      const leaves = leavesOf(schema, delimiter, root)
      const updated = structLike(
        schema,
        leaves.map((leaf) => leaf.field),
        basicsOf(schema),
      )
      return {
        schema: updated,
        make: (source) => {
          const target = new Struct()
          for (const leaf of leaves) target[leaf.field.name] = read(source, leaf)
          return target
        },
      }
    },
    loose: (source) => {
      const target = new Struct()
      flattenObject(source, '', delimiter, target)
      return target
    },
  })
}

export const buildFlatten: TransformBuilder = (properties, side) => flattener(properties, side, false)

/** Confluent's, which can leave maps alone. */
export const buildFlattenWithMaps: TransformBuilder = (properties, side) =>
  flattener(properties, side, properties.text('behavior.on.nested.map') === 'include')
