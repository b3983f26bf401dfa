import type { ConnectSchema } from '../data/schema'

/** What is made of a schema, made once: schemas are kept apart by identity. */
export function perSchema<Plan>(compile: (schema: ConnectSchema) => Plan): (schema: ConnectSchema) => Plan {
  const plans = new WeakMap<ConnectSchema, { plan: Plan }>()
  let lastSchema: ConnectSchema | undefined
  let last: { plan: Plan } | undefined
  return (schema) => {
    if (schema === lastSchema && last) return last.plan
    let entry = plans.get(schema)
    if (!entry) {
      entry = { plan: compile(schema) }
      plans.set(schema, entry)
    }
    lastSchema = schema
    last = entry
    return entry.plan
  }
}
