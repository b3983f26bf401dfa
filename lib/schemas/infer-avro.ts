// A shape as an Avro schema: what may be null or missing is a union with null, which is its default.
import { fieldNames, typeName, ValidNames } from '@/lib/schemas/infer-names'
import { numberKind, type Shape } from '@/lib/schemas/infer-shape'
import type { Json, JsonObject } from '@/lib/schemas/json-text'

type Writing = { types: ValidNames; renamed: { from: string; to: string }[] }

export function avroOfShape(
  shape: Shape,
  name: string,
): { schema: string; renamed: { from: string; to: string }[] } {
  const writing: Writing = { types: new ValidNames(), renamed: [] }
  return { schema: JSON.stringify(typeOf(shape, name, writing), null, 2), renamed: writing.renamed }
}

function typeOf(shape: Shape, name: string, writing: Writing, isOptional = false): Json {
  const number = numberKind(shape)
  const branches: Json[] = []
  if (shape.scalars.has('string')) branches.push('string')
  if (shape.scalars.has('boolean')) branches.push('boolean')
  if (number !== null) branches.push(number)
  if (shape.objects > 0) branches.push(objectOf(shape, name, writing))
  if (shape.arrays > 0)
    branches.push({ type: 'array', items: shape.items ? typeOf(shape.items, name, writing) : 'string' })
  // Nothing but null was seen.
  if (branches.length === 0) branches.push('string')
  if (shape.hasNull || isOptional) branches.unshift('null')
  const [only] = branches
  return branches.length === 1 && only !== undefined ? only : branches
}

function objectOf(shape: Shape, name: string, writing: Writing): JsonObject {
  if (shape.values !== null) return { type: 'map', values: typeOf(shape.values, name, writing) }
  const record = writing.types.take(typeName(name))
  const names = fieldNames([...shape.fields.keys()])
  const fields = [...shape.fields].map(([key, { shape: field, seen }]): JsonObject => {
    const fieldName = names.get(key) ?? key
    if (fieldName !== key) writing.renamed.push({ from: key, to: fieldName })
    const isOptional = seen < shape.objects
    return {
      name: fieldName,
      ...(fieldName === key ? {} : { doc: `In JSON: ${key}` }),
      type: typeOf(field, key, writing, isOptional),
      ...(isOptional || field.hasNull ? { default: null } : {}),
    }
  })
  return { type: 'record', name: record, fields }
}
