// The text that stands for an Avro schema: two texts that print alike are the same schema and get one id.
// Order of attributes and shortening of names as in Avro's Java library, whose text registries hand out.
import {
  namespaceOf,
  shortName,
  type AvroField,
  type AvroNamed,
  type AvroSchema,
} from '@/lib/schemas/avro/model'
import type { ParsedAvro } from '@/lib/schemas/avro/parse'
import { sortKeys, writeJson, type Json, type JsonObject } from '@/lib/schemas/json-text'

type Printing = { printed: Set<AvroNamed>; namespace: string; isSorted: boolean }

/** `normalize`: attributes without a meaning for Avro come sorted, so their order does not make another schema. */
export function printAvro({ root, external }: ParsedAvro, normalize = false): string {
  return writeJson(toJson(root, { printed: new Set(external), namespace: '', isSorted: normalize }))
}

function toJson(schema: AvroSchema, printing: Printing): Json {
  switch (schema.kind) {
    case 'union':
      return schema.branches.map((branch) => toJson(branch, printing))
    case 'array':
      return { type: 'array', items: toJson(schema.items, printing), ...props(schema, printing) }
    case 'map':
      return { type: 'map', values: toJson(schema.values, printing), ...props(schema, printing) }
    case 'record':
    case 'enum':
    case 'fixed':
      return namedToJson(schema, printing)
    default:
      return Object.keys(schema.props).length === 0
        ? schema.kind
        : { type: schema.kind, ...props(schema, printing) }
  }
}

function namedToJson(schema: AvroNamed, printing: Printing): Json {
  const namespace = namespaceOf(schema.name)
  if (printing.printed.has(schema))
    return namespace === printing.namespace ? shortName(schema.name) : schema.name
  printing.printed.add(schema)
  const scope = { ...printing, namespace }
  const head = {
    type: schema.kind === 'record' && schema.isError ? 'error' : schema.kind,
    name: shortName(schema.name),
    ...(namespace === printing.namespace ? {} : { namespace }),
    ...(schema.doc === null ? {} : { doc: schema.doc }),
  }
  const tail = {
    ...props(schema, printing),
    ...(schema.aliases.length === 0
      ? {}
      : { aliases: schema.aliases.map((alias) => relative(alias, namespace)) }),
  }
  switch (schema.kind) {
    case 'record':
      return { ...head, fields: schema.fields.map((field) => fieldToJson(field, scope)), ...tail }
    case 'enum':
      return {
        ...head,
        symbols: schema.symbols,
        ...(schema.default === null ? {} : { default: schema.default }),
        ...tail,
      }
    case 'fixed':
      return { ...head, size: schema.size, ...tail }
  }
}

const fieldToJson = (field: AvroField, printing: Printing): Json => ({
  name: field.name,
  type: toJson(field.type, printing),
  ...(field.doc === null ? {} : { doc: field.doc }),
  ...(field.default === undefined ? {} : { default: field.default }),
  ...(field.order === null || field.order === 'ascending' ? {} : { order: field.order }),
  ...(field.aliases.length === 0 ? {} : { aliases: field.aliases }),
  ...props(field, printing),
})

const relative = (alias: string, namespace: string): string =>
  namespaceOf(alias) === namespace ? shortName(alias) : alias

function props({ props: own }: { props: JsonObject }, { isSorted }: Printing): JsonObject {
  const sorted = isSorted ? sortKeys(own) : own
  return sorted as JsonObject
}
