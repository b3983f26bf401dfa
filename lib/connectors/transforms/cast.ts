import { isLogical } from '../data/logical'
import type { ConnectSchema } from '../data/schema'
import { field, schemaOf, type SchemaTraits } from '../data/schemas'
import { copyOf, propertyOf } from '../data/struct'
import type { Transform } from '../data/transform'
import { casterOf, castTargets, looseCaster, type CastTarget } from './cast-value'
import { perSchema } from './per-schema'
import type { Properties } from './properties'
import { requireStruct } from './requirements'
import type { Side } from './side'
import { basicsOf, copyOfField, structCopier, structLike } from './struct-copy'
import { structural } from './structural'
import type { TransformBuilder } from './transform-builder'

const PURPOSE = 'cast types'

const targetOf = (properties: Properties, text: string): CastTarget => {
  const name = text.trim().toUpperCase()
  const target = castTargets.find((one) => one === name)
  if (target) return target
  const isType = ['BYTES', 'ARRAY', 'MAP', 'STRUCT'].includes(name)
  return properties.fail(
    'spec',
    isType
      ? `Cast transformation does not support casting to ${name}; supported types are [${castTargets.join(', ')}]`
      : `Invalid type found in casting spec: ${text.trim()}`,
  )
}

type Casts = { whole: CastTarget | null; fields: ReadonlyMap<string, CastTarget> }

function readCasts(properties: Properties): Casts {
  const mappings = properties.list('spec')
  if (mappings.length === 0) properties.fail('spec', 'Must specify at least one field to cast.')
  const fields = new Map<string, CastTarget>()
  let whole: CastTarget | null = null
  for (const mapping of mappings) {
    // As Java's split: empty parts at the end are none.
    const [first = '', second, ...rest] = mapping.replace(/:+$/, '').split(':')
    if (rest.length > 0) properties.refuse('spec', `Invalid rename mapping: ${mapping}`)
    if (second === undefined) whole = targetOf(properties, first)
    else fields.set(first.trim(), targetOf(properties, second))
  }
  if (whole !== null && mappings.length > 1)
    properties.fail(
      'spec',
      'Cast transformations that specify a type to cast the entire value to may ony specify a single cast in their spec',
    )
  return { whole, fields }
}

const castSchema = (schema: ConnectSchema, target: CastTarget, basics: SchemaTraits): ConnectSchema => {
  const { default: value, optional } = schema
  return schemaOf(target, {
    ...basics,
    optional,
    default: value == null ? undefined : casterOf(schema, target)(value),
  })
}

/** The basics stay, but for a logical name, which would no longer fit. */
const wholeSchema = (schema: ConnectSchema, target: CastTarget): ConnectSchema =>
  castSchema(schema, target, isLogical(schema) ? {} : basicsOf(schema))

const buildFieldCast = (
  fields: ReadonlyMap<string, CastTarget>,
  replacesNull: boolean,
  side: Side,
): Transform => {
  const loose = Array.from(fields, ([name, target]) => ({ name, cast: looseCaster(target) }))
  return structural({
    side,
    purpose: PURPOSE,
    passesNull: true,
    plan: (schema) => {
      const given = schema.fields ?? []
      const make = structCopier(
        given.map((one) => {
          const target = fields.get(one.name)
          const plain = copyOfField(one, replacesNull)
          return target ? { ...plain, convert: casterOf(one.schema, target) } : plain
        }),
      )
      const casted = given.map((one) => {
        const target = fields.get(one.name)
        return target ? field(one.name, castSchema(one.schema, target, {})) : one
      })
      const { optional, default: value } = schema
      const updated = structLike(schema, casted, {
        optional,
        default: value == null ? undefined : make(requireStruct(schema, value, PURPOSE)),
      })
      return { schema: updated, make }
    },
    loose: (source) => {
      const copy = copyOf(source)
      for (const { name, cast } of loose) copy[name] = cast(propertyOf(source, name) ?? null)
      return copy
    },
  })
}

const buildWholeCast = (target: CastTarget, side: Side): Transform => {
  const loose = looseCaster(target)
  const planOf = perSchema((schema) => ({
    schema: wholeSchema(schema, target),
    cast: casterOf(schema, target),
  }))
  return (record) => {
    const value = side.valueOf(record)
    if (value === null) return record
    const schema = side.schemaOf(record)
    if (schema === null) return side.put(record, null, loose(value))
    const plan = planOf(schema)
    return side.put(record, plan.schema, plan.cast(value))
  }
}

export const buildCast: TransformBuilder = (properties, side) => {
  const { whole, fields } = readCasts(properties)
  const replacesNull = properties.flag('replace.null.with.default')
  return whole === null ? buildFieldCast(fields, replacesNull, side) : buildWholeCast(whole, side)
}
