// Structs made of structs: what is copied from where is worked out once per schema.
import type { ConnectField, ConnectSchema, ConnectValue } from '../data/schema'
import { structOf, type SchemaTraits } from '../data/schemas'
import { Struct, type ObjectValue } from '../data/struct'
import { schemaBuilderError } from './requirements'

export type FieldCopy = {
  from: string
  to: string
  /** In place of a null, before `convert`. */
  fallback: ConnectValue
  convert?: (value: ConnectValue) => ConnectValue
}

export const copyOfField = ({ name, schema }: ConnectField, replacesNull: boolean): FieldCopy => ({
  from: name,
  to: name,
  fallback: replacesNull ? (schema.default ?? null) : null,
})

export function structCopier(copies: readonly FieldCopy[]): (source: ObjectValue) => Struct {
  const count = copies.length
  return (source) => {
    const target = new Struct()
    for (let i = 0; i < count; i++) {
      const copy = copies[i]
      if (!copy) continue
      const value = source[copy.from] ?? copy.fallback
      target[copy.to] = value === null || !copy.convert ? value : copy.convert(value)
    }
    return target
  }
}

/** Of an object without a schema. */
export function copyWithout(source: ObjectValue, names: ReadonlySet<string>): Struct {
  const target = new Struct()
  for (const name of Object.keys(source)) if (!names.has(name)) target[name] = source[name] ?? null
  return target
}

/** What Kafka's transforms take over from a schema: neither its default nor that it is optional. */
export const basicsOf = ({ name, version, doc, parameters }: ConnectSchema): SchemaTraits => ({
  name,
  version,
  doc,
  parameters,
})

/** A STRUCT of these fields; more than the basics is said by `traits`. */
export function structLike(
  schema: ConnectSchema,
  fields: readonly ConnectField[],
  traits?: SchemaTraits,
): ConnectSchema {
  const names = new Set<string>()
  for (const { name } of fields) {
    if (names.has(name))
      throw schemaBuilderError(`Cannot create field because of field name duplication ${name}`)
    names.add(name)
  }
  return structOf(fields, { ...basicsOf(schema), ...traits })
}
