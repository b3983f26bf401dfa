import { fieldAt, readLoose, readPath, structReader } from './field-path'
import { perSchema } from './per-schema'
import { illegalArgument, requireObject, requireStruct } from './requirements'
import type { TransformBuilder } from './transform-builder'

const PURPOSE = 'field extraction'

export const buildExtractField: TransformBuilder = (properties, side) => {
  const path = readPath(properties, 'field')
  const replacesNull = properties.flag('replace.null.with.default')
  const planOf = perSchema((schema) => {
    const found = fieldAt(schema, path)
    if (!found) throw illegalArgument(`Unknown field: ${properties.maybe('field') ?? ''}`)
    return { schema: found.schema, read: structReader(schema, path, replacesNull) }
  })
  return (record) => {
    const value = side.valueOf(record)
    const schema = side.schemaOf(record)
    if (schema === null)
      return side.put(record, null, value === null ? null : readLoose(requireObject(value, PURPOSE), path))
    const source = value === null ? null : requireStruct(schema, value, PURPOSE)
    const { schema: extracted, read } = planOf(schema)
    return side.put(record, extracted, source && read(source))
  }
}
