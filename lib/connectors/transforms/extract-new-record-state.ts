import { DataError, type ConnectHeader, type ConnectRecord } from '../data/record'
import type { ConnectSchema, ConnectValue } from '../data/schema'
import { field, findField, optionalString, string } from '../data/schemas'
import { isObjectValue, propertyOf, type ObjectValue } from '../data/struct'
import { listedFieldDropper } from './drop-listed-fields'
import { isEnvelope, readReferences, resolveField } from './envelope-fields'
import { perSchema } from './per-schema'
import type { Properties } from './properties'
import { requireStruct } from './requirements'
import { copyOfField, structCopier, structLike } from './struct-copy'
import type { TransformBuilder } from './transform-builder'

const PURPOSE = 'source field insertion'

type Handling = {
  /** Of the event of a delete: its row marked as such, a tombstone, or nothing. */
  deletes: 'rewrite' | 'tombstone' | 'drop'
  keepsTombstones: boolean
}

const handlings: Readonly<Record<string, Handling>> = {
  drop: { deletes: 'drop', keepsTombstones: false },
  tombstone: { deletes: 'drop', keepsTombstones: true },
  rewrite: { deletes: 'rewrite', keepsTombstones: false },
  'rewrite-with-tombstone': { deletes: 'rewrite', keepsTombstones: true },
  'delete-to-tombstone': { deletes: 'tombstone', keepsTombstones: false },
}
const olderDeletes: Readonly<Record<string, Handling['deletes']>> = {
  drop: 'drop',
  none: 'tombstone',
  rewrite: 'rewrite',
}

function readHandling(properties: Properties): Handling {
  const dropsTombstones = properties.maybeFlag('drop.tombstones')
  const older = properties.text('delete.handling.mode')
  const newer = handlings[properties.text('delete.tombstone.handling.mode')]
  if (dropsTombstones === null && older === '') return newer ?? { deletes: 'drop', keepsTombstones: true }
  return {
    deletes: olderDeletes[older] ?? 'drop',
    keepsTombstones: dropsTombstones === false,
  }
}

/** How a row is made of the event's part (`before`, `after`), with what is added to it. */
function rowPlan(
  event: ConnectSchema,
  part: 'before' | 'after',
  properties: Properties,
  mark: string | null,
) {
  const schema = findField(event, part)?.schema
  if (!schema) throw new DataError(`Unknown field: ${part}`)
  // Only the mark is put in by a transform that reads nulls as defaults.
  const replacesNull = mark !== null && properties.flag('replace.null.with.default')
  const given = schema.fields ?? []
  const added = readReferences(properties, 'add.fields').flatMap(
    (reference) => resolveField(event, reference) ?? [],
  )
  const copy = structCopier(given.map((one) => copyOfField(one, replacesNull)))
  const marks = mark === null ? [] : [field('__deleted', optionalString)]
  return {
    schema: structLike(schema, [...given, ...marks, ...added.map((one) => field(one.newName, one.schema))]),
    make: (value: ObjectValue, row: ConnectValue) => {
      const target = copy(requireStruct(schema, row, PURPOSE))
      if (mark !== null) target['__deleted'] = mark
      for (const one of added) target[one.newName] = one.read(value)
      return target
    },
  }
}

function router(properties: Properties): (record: ConnectRecord, row: ConnectValue) => ConnectRecord {
  const name = properties.maybe('route.by.field') ?? ''
  if (name === '') return (record) => record
  return (record, row) => {
    const topic = isObjectValue(row) ? propertyOf(row, name) : undefined
    if (topic === undefined) throw new DataError(`${name} is not a valid field name`)
    return typeof topic === 'string' && topic.trim() !== '' ? { ...record, topic } : record
  }
}

export const buildExtractNewRecordState: TransformBuilder = (properties) => {
  const handling = readHandling(properties)
  const isRewriting = handling.deletes === 'rewrite'
  const headers = readReferences(properties, 'add.headers')
  readReferences(properties, 'add.fields')
  const route = router(properties)
  const drop = listedFieldDropper(properties)
  const planOf = perSchema((event) => ({
    after: rowPlan(event, 'after', properties, isRewriting ? 'false' : null),
    before: isRewriting ? rowPlan(event, 'before', properties, 'true') : null,
    emptied: findField(event, 'after')?.schema ?? null,
    headers: headers.flatMap((reference) => resolveField(event, reference) ?? []),
  }))
  const tombstoneHeaders: ConnectHeader[] = headers
    .filter(({ field: name }) => name === 'op')
    .map(({ newName }) => ({ key: newName, schema: string, value: 'd' }))
  const tombstone = (record: ConnectRecord): ConnectRecord | null => {
    if (!handling.keepsTombstones) return null
    if (tombstoneHeaders.length === 0) return record
    return { ...record, headers: [...record.headers, ...tombstoneHeaders] }
  }
  return (given) => {
    if (given.value === null) return tombstone(given)
    if (!isEnvelope(given.valueSchema)) return given
    const event = requireStruct(given.valueSchema, given.value, PURPOSE)
    const plan = planOf(given.valueSchema)
    const added = plan.headers.map((one) => ({
      key: one.newName,
      schema: one.schema,
      value: one.read(event),
    }))
    const record = added.length === 0 ? given : { ...given, headers: [...given.headers, ...added] }
    const after = event['after'] ?? null
    if (after !== null) {
      const row = plan.after.make(event, after)
      return drop(route({ ...record, valueSchema: plan.after.schema, value: row }, row))
    }
    const before = event['before'] ?? null
    // A truncated table has neither.
    if (before === null || handling.deletes === 'drop') return null
    if (plan.before) {
      const row = plan.before.make(event, before)
      return drop(route({ ...record, valueSchema: plan.before.schema, value: row }, before))
    }
    return route({ ...record, valueSchema: plan.emptied, value: null }, before)
  }
}
