import type { ConnectRecord } from '../data/record'
import type { ConnectSchema, ConnectValue } from '../data/schema'
import * as schemas from '../data/schemas'
import { copyOf, type Struct } from '../data/struct'
import type { Properties } from './properties'
import { requireOrigin } from './requirements'
import { copyOfField, structCopier, structLike } from './struct-copy'
import { structural } from './structural'
import type { TransformBuilder } from './transform-builder'

const PURPOSE = 'field insertion'

type Insertion = {
  name: string
  schema: ConnectSchema
  /** Null: the record lacks it, and nothing is inserted. */
  read: (record: ConnectRecord) => ConnectValue
  /** Without a schema. */
  readLoose?: (record: ConnectRecord) => ConnectValue
}

type Kind = Pick<Insertion, 'read' | 'readLoose'> & { required: ConnectSchema; optional: ConnectSchema }

const kinds: Readonly<Record<string, Kind>> = {
  'topic.field': {
    required: schemas.string,
    optional: schemas.optionalString,
    read: (record) => record.topic,
  },
  'partition.field': {
    required: schemas.int32,
    optional: schemas.optionalInt32,
    read: (record) => record.partition,
  },
  'offset.field': {
    required: schemas.int64,
    optional: schemas.optionalInt64,
    read: (record) => requireOrigin(record, PURPOSE).offset,
  },
  'timestamp.field': {
    required: schemas.timestamp,
    optional: schemas.optionalTimestamp,
    read: ({ timestamp }) => (timestamp === null ? null : new Date(timestamp)),
    readLoose: (record) => record.timestamp,
  },
}

const insertionOf = (spec: string, kind: Kind): Insertion => {
  const isMarked = /[?!]$/.test(spec)
  return {
    ...kind,
    name: isMarked ? spec.slice(0, -1) : spec,
    schema: spec.endsWith('!') ? kind.required : kind.optional,
  }
}

function readInsertions(properties: Properties): Insertion[] {
  const insertions = Object.entries(kinds).flatMap(([name, kind]) => {
    const spec = properties.maybe(name)
    return spec === null ? [] : [insertionOf(spec, kind)]
  })
  const spec = properties.maybe('static.field')
  if (spec !== null) {
    const value = properties.maybe('static.value')
    if (value === null) properties.refuse('static.value', `No value specified for static field: ${spec}`)
    const text = { required: schemas.string, optional: schemas.optionalString }
    insertions.push(insertionOf(spec, { ...text, read: () => value }))
  }
  if (insertions.length === 0) properties.fail('topic.field', 'No field insertion configured')
  return insertions
}

export const buildInsertField: TransformBuilder = (properties, side) => {
  const insertions = readInsertions(properties)
  const replacesNull = properties.flag('replace.null.with.default')
  const insert = (target: Struct, record: ConnectRecord, isLoose: boolean): Struct => {
    for (const { name, read, readLoose } of insertions) {
      const value = isLoose && readLoose ? readLoose(record) : read(record)
      if (value !== null) target[name] = value
    }
    return target
  }
  return structural({
    side,
    purpose: PURPOSE,
    passesNull: true,
    plan: (schema) => {
      const given = schema.fields ?? []
      const added = insertions.map((one) => schemas.field(one.name, one.schema))
      const copy = structCopier(given.map((one) => copyOfField(one, replacesNull)))
      return {
        schema: structLike(schema, [...given, ...added]),
        make: (source, record) => insert(copy(source), record, false),
      }
    },
    loose: (source, record) => insert(copyOf(source), record, true),
  })
}
