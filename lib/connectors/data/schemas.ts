// Schemas of Connect's data: how they are built, compared and searched. Names and rules as Kafka Connect's SchemaBuilder has them.
import { equalValues } from './equal-values'
import { logicalNames, type ConnectField, type ConnectSchema, type SchemaType } from './schema'

export type SchemaTraits = {
  [Trait in 'optional' | 'default' | 'name' | 'version' | 'doc' | 'parameters']?:
    ConnectSchema[Trait] | undefined
}

type SchemaParts = SchemaTraits & Pick<ConnectSchema, 'fields' | 'keySchema' | 'valueSchema'>

/** Undefined traits are left out. */
export function schemaOf(type: SchemaType, { optional = false, ...parts }: SchemaParts = {}): ConnectSchema {
  const given = Object.entries(parts).filter(([, value]) => value !== undefined)
  return { type, optional, ...Object.fromEntries(given) }
}

export const int8 = schemaOf('INT8')
export const int16 = schemaOf('INT16')
export const int32 = schemaOf('INT32')
export const int64 = schemaOf('INT64')
export const float32 = schemaOf('FLOAT32')
export const float64 = schemaOf('FLOAT64')
export const boolean = schemaOf('BOOLEAN')
export const string = schemaOf('STRING')
export const bytes = schemaOf('BYTES')
export const optionalInt16 = schemaOf('INT16', { optional: true })
export const optionalInt32 = schemaOf('INT32', { optional: true })
export const optionalInt64 = schemaOf('INT64', { optional: true })
export const optionalFloat32 = schemaOf('FLOAT32', { optional: true })
export const optionalFloat64 = schemaOf('FLOAT64', { optional: true })
export const optionalBoolean = schemaOf('BOOLEAN', { optional: true })
export const optionalString = schemaOf('STRING', { optional: true })
export const optionalBytes = schemaOf('BYTES', { optional: true })

export const date = schemaOf('INT32', { name: logicalNames.date, version: 1 })
export const time = schemaOf('INT32', { name: logicalNames.time, version: 1 })
export const timestamp = schemaOf('INT64', { name: logicalNames.timestamp, version: 1 })
export const optionalDate = schemaOf('INT32', { name: logicalNames.date, version: 1, optional: true })
export const optionalTime = schemaOf('INT32', { name: logicalNames.time, version: 1, optional: true })
export const optionalTimestamp = schemaOf('INT64', {
  name: logicalNames.timestamp,
  version: 1,
  optional: true,
})

export const decimalOf = (
  scale: number,
  { parameters, ...traits }: Omit<SchemaTraits, 'name' | 'version'> = {},
): ConnectSchema =>
  schemaOf('BYTES', {
    ...traits,
    name: logicalNames.decimal,
    version: 1,
    parameters: { scale: String(scale), ...parameters },
  })

export const arrayOf = (valueSchema: ConnectSchema, traits?: SchemaTraits): ConnectSchema =>
  schemaOf('ARRAY', { ...traits, valueSchema })

export const mapOf = (
  keySchema: ConnectSchema,
  valueSchema: ConnectSchema,
  traits?: SchemaTraits,
): ConnectSchema => schemaOf('MAP', { ...traits, keySchema, valueSchema })

export const field = (name: string, schema: ConnectSchema): ConnectField => ({ name, schema })

export const structOf = (fields: readonly ConnectField[], traits?: SchemaTraits): ConnectSchema =>
  schemaOf('STRUCT', { ...traits, fields })

/** The same schema with other traits; one that is undefined is taken away. */
export function withTraits(schema: ConnectSchema, traits: SchemaTraits): ConnectSchema {
  const { type, ...parts } = schema
  return schemaOf(type, { ...parts, ...traits })
}

export const optionalOf = (schema: ConnectSchema): ConnectSchema =>
  schema.optional ? schema : withTraits(schema, { optional: true })

export const requiredOf = (schema: ConnectSchema): ConnectSchema =>
  schema.optional ? withTraits(schema, { optional: false }) : schema

export const isDecimalSchema = (schema: ConnectSchema | null): boolean =>
  schema?.name === logicalNames.decimal
export const isDateSchema = (schema: ConnectSchema | null): boolean => schema?.name === logicalNames.date
export const isTimeSchema = (schema: ConnectSchema | null): boolean => schema?.name === logicalNames.time
export const isTimestampSchema = (schema: ConnectSchema | null): boolean =>
  schema?.name === logicalNames.timestamp

const indexes = new WeakMap<ConnectSchema, ReadonlyMap<string, ConnectField>>()

/** Undefined: the schema is no STRUCT, or has no such field. */
export function findField(schema: ConnectSchema, name: string): ConnectField | undefined {
  let index = indexes.get(schema)
  if (index === undefined) {
    index = new Map((schema.fields ?? []).map((one) => [one.name, one]))
    indexes.set(schema, index)
  }
  return index.get(name)
}

/** By what they say, as Java's equals; schemas that hold themselves are compared too. */
export const equalSchemas = (
  left: ConnectSchema | null | undefined,
  right: ConnectSchema | null | undefined,
): boolean => left === right || isSame(left, right, new Map())

type Compared = Map<ConnectSchema, Set<ConnectSchema>>
type MaybeSchema = ConnectSchema | null | undefined

function isSame(left: MaybeSchema, right: MaybeSchema, compared: Compared): boolean {
  if (left === right) return true
  if (!left || !right) return !left && !right
  const partners = compared.get(left) ?? new Set()
  // What is compared already further up holds, unless it turns out otherwise there.
  if (partners.has(right)) return true
  compared.set(left, partners.add(right))
  return (
    left.type === right.type &&
    left.optional === right.optional &&
    left.name === right.name &&
    left.version === right.version &&
    left.doc === right.doc &&
    equalValues(left.parameters ?? null, right.parameters ?? null) &&
    equalValues(left.default ?? null, right.default ?? null) &&
    isSame(left.keySchema, right.keySchema, compared) &&
    isSame(left.valueSchema, right.valueSchema, compared) &&
    haveSameFields(left.fields, right.fields, compared)
  )
}

const haveSameFields = (
  left: readonly ConnectField[] = [],
  right: readonly ConnectField[] = [],
  compared: Compared,
): boolean =>
  left.length === right.length &&
  left.every((one, index) => {
    const other = right[index]
    return one.name === other?.name && isSame(one.schema, other.schema, compared)
  })
