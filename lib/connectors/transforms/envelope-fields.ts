// Fields of a Debezium change event that are taken over into its row or headers.
import type { ConnectSchema, ConnectValue } from '../data/schema'
import { findField, schemaOf } from '../data/schemas'
import { isObjectValue, propertyOf, type ObjectValue } from '../data/struct'
import type { Properties } from './properties'
import { basicsOf } from './struct-copy'

export const isEnvelope = (schema: ConnectSchema | null): schema is ConnectSchema =>
  schema?.type === 'STRUCT' && (schema.name?.endsWith('.Envelope') ?? false)

type FieldReference = {
  /** The part of the event that holds it; null: the event itself. */
  parent: string | null
  field: string
  newName: string
}

export type EnvelopeField = FieldReference & {
  schema: ConnectSchema
  read: (event: ObjectValue) => ConnectValue
}

const transactionFields = ['id', 'data_collection_order', 'total_order']
const eventFields = ['op', 'ts_ms', 'ts_us', 'ts_ns']

const parentOf = (field: string): string | null => {
  if (eventFields.includes(field)) return null
  if (transactionFields.includes(field)) return 'transaction'
  return field === 'updateDescription' ? field : 'source'
}

/** `op`, `source.ts_ms`, `table:from_table`. */
export function readReferences(properties: Properties, name: string): FieldReference[] {
  const prefix = properties.maybe(`${name}.prefix`) ?? ''
  return properties.list(name).map((text) => {
    const [path = '', renamed, ...rest] = text.split(':')
    if (rest.length > 0) return properties.refuse(name, `Unexpected field name: ${text}`)
    const [first = '', second] = path.split('.')
    const isPlain = second === undefined
    const field = second ?? first
    const given = renamed ?? (isPlain ? field : `${first}_${field}`)
    return { parent: isPlain ? parentOf(field) : first, field, newName: prefix + given }
  })
}

/** Where the event has it; a field that other transforms put beside may lie in the event itself. */
export function resolveField(event: ConnectSchema, reference: FieldReference): EnvelopeField | undefined {
  const { parent, field } = reference
  const parentSchema = parent === null ? event : findField(event, parent)?.schema
  const inParent = parentSchema && findField(parentSchema, field)
  const found = inParent ?? findField(event, field)
  if (!found) return undefined
  const { type, keySchema, valueSchema, fields } = found.schema
  return {
    ...reference,
    schema: schemaOf(type, {
      ...basicsOf(found.schema),
      optional: true,
      ...(keySchema && { keySchema }),
      ...(valueSchema && { valueSchema }),
      ...(fields && { fields }),
    }),
    read: (value) => {
      const holder = inParent && parent !== null ? propertyOf(value, parent) : value
      return isObjectValue(holder) ? (propertyOf(holder, field) ?? null) : null
    },
  }
}
