// A shape as a JSON Schema of draft 7 with closed content models, to which optional properties can be added compatibly.
import { numberKind, type Shape } from '@/lib/schemas/infer-shape'
import type { JsonObject } from '@/lib/schemas/json-text'

export function jsonSchemaOfShape(shape: Shape, name: string): { schema: string; renamed: [] } {
  const schema = { $schema: 'http://json-schema.org/draft-07/schema#', title: name, ...schemaOf(shape) }
  return { schema: JSON.stringify(schema, null, 2), renamed: [] }
}

function schemaOf(shape: Shape): JsonObject {
  const number = numberKind(shape)
  const types: string[] = []
  if (shape.hasNull) types.push('null')
  if (shape.scalars.has('string')) types.push('string')
  if (shape.scalars.has('boolean')) types.push('boolean')
  if (number !== null) types.push(number === 'double' ? 'number' : 'integer')
  if (shape.objects > 0) types.push('object')
  if (shape.arrays > 0) types.push('array')
  const [only] = types
  return {
    type: types.length === 1 && only !== undefined ? only : types,
    ...(shape.objects > 0 ? objectOf(shape) : {}),
    ...(shape.items === null ? {} : { items: schemaOf(shape.items) }),
  }
}

function objectOf({ fields, values, objects }: Shape): JsonObject {
  if (values !== null) return { additionalProperties: schemaOf(values) }
  const required = [...fields].filter(([, { seen }]) => seen === objects).map(([key]) => key)
  return {
    properties: Object.fromEntries([...fields].map(([key, { shape }]) => [key, schemaOf(shape)])),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  }
}
