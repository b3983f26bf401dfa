import type { ConnectValue, Decimal } from './schema'

/**
 * The values of a STRUCT: no inherited property, so that a field may have any name (`__proto__`, `constructor`) and a missing one
 * is undefined. Made by its constructor and not by Object.create(null), whose objects are hash tables: five times slower.
 */
export class Struct {
  [name: string]: ConnectValue
}
Object.setPrototypeOf(Struct.prototype, null)
Reflect.deleteProperty(Struct.prototype, 'constructor')

export type ObjectValue = { readonly [name: string]: ConnectValue }

export const isDecimal = (value: ConnectValue | undefined): value is Decimal =>
  typeof value === 'object' &&
  value !== null &&
  'unscaled' in value &&
  typeof value.unscaled === 'bigint' &&
  'scale' in value &&
  typeof value.scale === 'number'

export const isMap = (value: ConnectValue | undefined): value is ReadonlyMap<ConnectValue, ConnectValue> =>
  value instanceof Map

export const isList = (value: ConnectValue | undefined): value is readonly ConnectValue[] =>
  Array.isArray(value)

/** A struct, or the object of a value without a schema. */
export const isObjectValue = (value: ConnectValue | undefined): value is ObjectValue =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Map) &&
  !(value instanceof Uint8Array) &&
  !isDecimal(value)

/** A property of a struct or of an object without a schema; undefined: it has none of this name. */
export const propertyOf = (value: ObjectValue, name: string): ConnectValue | undefined =>
  Object.hasOwn(value, name) ? value[name] : undefined

/** A copy to change. */
export function copyOf(value: ObjectValue): Struct {
  const copy = new Struct()
  for (const name of Object.keys(value)) copy[name] = value[name] ?? null
  return copy
}
