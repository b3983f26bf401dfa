import { maxChain } from '@/lib/schemas/invalid-schema'
import type { AvroSchema } from '@/lib/schemas/avro/model'
import { isObject, plainJson, type Json } from '@/lib/schemas/json-text'

/** Is it a legal default: for a union, of any of its branches (Avro 1.12; earlier versions: of the first). */
export const isValidDefault = (type: AvroSchema, value: Json): boolean => fits(type, value, new Set())

/** `followed`: defaults of fields already looked at, as a record's default may lead back to itself. */
function fits(type: AvroSchema, value: Json, followed: Set<Json>): boolean {
  switch (type.kind) {
    case 'null':
      return value === null
    case 'boolean':
      return typeof value === 'boolean'
    case 'int':
      return Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 31 && value !== 2 ** 31
    case 'long':
      return typeof value === 'number' && Number.isInteger(value)
    case 'float':
    case 'double':
      return typeof value === 'number' || (typeof value === 'string' && /^(NaN|-?Infinity)$/.test(value))
    case 'bytes':
    case 'string':
    case 'fixed':
      return typeof value === 'string'
    case 'enum':
      return typeof value === 'string' && type.symbols.includes(value)
    case 'array':
      return Array.isArray(value) && value.every((item) => fits(type.items, item, followed))
    case 'map':
      return isObject(value) && Object.values(value).every((item) => fits(type.values, item, followed))
    case 'union':
      return type.branches.some((branch) => fits(branch, value, followed))
    case 'record':
      return (
        isObject(value) &&
        type.fields.every((field) => {
          const given = Object.hasOwn(value, field.name) ? value[field.name] : undefined
          if (given !== undefined) return fits(field.type, given, followed)
          if (field.default === undefined) return false
          if (typeof field.default !== 'object' || field.default === null)
            return fits(field.type, field.default, followed)
          if (followed.has(field.default) || followed.size > maxChain) return true
          followed.add(field.default)
          return fits(field.type, plainJson(field.default), followed)
        })
      )
  }
}
