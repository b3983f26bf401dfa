// What stands beside a type in Avro's schemas: names, parameters, own properties.
import { DataError } from '@/lib/connectors/data/record'
import type { AvroRecord, AvroSchema, AvroUnion } from '@/lib/schemas/avro/model'
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { avroNames } from './names'

export function recordName({ name }: AvroRecord): string | undefined {
  return name === `${avroNames.namespace}.${avroNames.anonymous}` ? undefined : name
}

/** Of the schema that stands for it. */
export function nameOf(type: Exclude<AvroSchema, AvroUnion>): string | undefined {
  const given = type.props['connect.name']
  if (typeof given === 'string') return given
  if (type.kind === 'record') return recordName(type)
  return type.kind === 'enum' || type.kind === 'fixed' ? type.name : undefined
}

export const textsOf = (json: Json | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isObject(json) ? json : {}).map(([name, value]) => {
      if (typeof value === 'string') return [name, value]
      throw new DataError(
        `Expected schema parameter values to be strings but found: ${JSON.stringify(value)}`,
      )
    }),
  )

export const avroProperties = (props: JsonObject): Record<string, string> =>
  Object.fromEntries(
    Object.entries(props)
      .filter(([name]) => name.startsWith('avro'))
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
