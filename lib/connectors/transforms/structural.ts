import type { ConnectRecord } from '../data/record'
import type { ConnectSchema } from '../data/schema'
import type { ObjectValue } from '../data/struct'
import type { Transform } from '../data/transform'
import { perSchema } from './per-schema'
import { requireObject, requireStruct } from './requirements'
import type { Side } from './side'

export type StructPlan = {
  schema: ConnectSchema
  make: (source: ObjectValue, record: ConnectRecord) => ObjectValue
}

type Structural = {
  side: Side
  /** As messages name it. */
  purpose: string
  /** Whether a key or value that is null goes through; it is refused otherwise. */
  passesNull: boolean
  /** Of a STRUCT schema, once. */
  plan: (schema: ConnectSchema) => StructPlan
  /** Of objects without a schema. */
  loose: (source: ObjectValue, record: ConnectRecord) => ObjectValue
}

/** A transform of fields: structs by their schema's plan, objects without a schema one by one. */
export function structural({ side, purpose, passesNull, plan, loose }: Structural): Transform {
  const planOf = perSchema(plan)
  return (record) => {
    const value = side.valueOf(record)
    if (value === null && passesNull) return record
    const schema = side.schemaOf(record)
    if (schema === null) return side.put(record, null, loose(requireObject(value, purpose), record))
    const source = requireStruct(schema, value, purpose)
    const { schema: updated, make } = planOf(schema)
    return side.put(record, updated, make(source, record))
  }
}
