// Debezium's EventRouter: rows that are inserted into an outbox table become messages of their own.
import { javaText } from '../data/java-text'
import { DataError, type ConnectHeader, type ConnectRecord } from '../data/record'
import type { ConnectField, ConnectSchema, ConnectValue } from '../data/schema'
import { field, findField, structOf } from '../data/schemas'
import { isObjectValue, propertyOf, Struct, type ObjectValue } from '../data/struct'
import { isEnvelope } from './envelope-fields'
import type { Properties } from './properties'
import { readRegex, readReplacer } from './regex-router'
import { connectError, requireStruct } from './requirements'
import type { TransformBuilder } from './transform-builder'

type Placement = { column: string; place: 'header' | 'envelope' | 'partition'; name: string }
/** A column of the row and its value. */
type Cell = { schema: ConnectSchema; value: ConnectValue }

const places = ['header', 'envelope', 'partition'] as const
const PURPOSE = 'Read Outbox Event'

function readPlacements(properties: Properties): Placement[] {
  const name = 'table.fields.additional.placement'
  return properties.list(name).map((text) => {
    const [column = '', where = '', alias, ...rest] = text.split(':')
    const place = places.find((one) => one === where.toLowerCase())
    if (place === undefined || rest.length > 0 || (place === 'partition' && alias !== undefined))
      return properties.refuse(name, `Unexpected placement: ${text}`)
    return { column, place, name: alias ?? column }
  })
}

/** What is no insert is passed over, or fails the record. */
function refuseOf(properties: Properties): (op: string) => null {
  const behavior = properties.text('table.op.invalid.behavior')
  return (op) => {
    const message = `Unexpected update message received with operation ${op} and behavior ${behavior}`
    if (behavior === 'fatal') throw connectError(message)
    return null
  }
}

export const buildEventRouter: TransformBuilder = (properties) => {
  const [idColumn, keyColumn, payloadColumn, routeColumn] = [
    'table.field.event.id',
    'table.field.event.key',
    'table.field.event.payload',
    'route.by.field',
  ].map((name) => properties.filled(name) ?? '')
  const timestampColumn = properties.maybe('table.field.event.timestamp') ?? ''
  const route = readReplacer(
    properties,
    readRegex(properties, 'route.topic.regex'),
    'route.topic.replacement',
  )
  const placements = readPlacements(properties)
  const failsMissing = properties.flag('table.fields.additional.error.on.missing')
  const hasTombstones = properties.flag('route.tombstone.on.empty.payload')
  if (properties.flag('table.expand.json.payload'))
    properties.refuse(
      'table.expand.json.payload',
      'payloads stay text here; write JSON with a JSON converter',
    )
  const refuse = refuseOf(properties)

  const extra = (
    row: Row,
  ): { headers: ConnectHeader[]; envelope: (ConnectField & Cell)[]; partition: Cell | null } => {
    const cells = placements.flatMap((one) => {
      const cell = row.find(one.column)
      if (cell === undefined && failsMissing) row.refuse(one.column)
      return cell ? [{ ...one, cell }] : []
    })
    const at = (place: Placement['place']) => cells.filter((one) => one.place === place)
    return {
      headers: at('header').map(({ name, cell }) => ({ key: name, ...cell })),
      envelope: at('envelope').map(({ name, cell }) => ({ name, ...cell })),
      partition: at('partition')[0]?.cell ?? null,
    }
  }

  return (record) => {
    const row = rowOf(record, refuse)
    if (row === null) return null
    const id = row.get(idColumn ?? '')
    const payload = row.get(payloadColumn ?? '')
    const { headers, envelope, partition } = extra(row)
    const routed = row.get(routeColumn ?? '')
    const by = javaText(routed.schema, routed.value)
    const topic = route(by)
    if (topic === null) throw new DataError(`No topic comes of ${by}`)
    const isEmpty = payload.value === null || payload.value === ''
    return {
      ...record,
      topic,
      partition: typeof partition?.value === 'number' ? partition.value : null,
      timestamp: timeOf(timestampColumn === '' ? row.eventTime : row.get(timestampColumn).value),
      ...keyOf(record, row.find(keyColumn ?? '')),
      ...(isEmpty && hasTombstones ? { valueSchema: null, value: null } : valueOf(payload, envelope)),
      headers: [...record.headers, { key: 'id', ...id }, ...headers],
    }
  }
}

class Row {
  constructor(
    private readonly schema: ConnectSchema,
    private readonly value: ObjectValue,
    readonly eventTime: ConnectValue,
  ) {}

  find(column: string): Cell | undefined {
    const found = findField(this.schema, column)
    return found && { schema: found.schema, value: propertyOf(this.value, column) ?? null }
  }

  get(column: string): Cell {
    return this.find(column) ?? this.refuse(column)
  }

  refuse(column: string): never {
    const columns = (this.schema.fields ?? []).map(({ name }) => name).join(', ')
    throw new DataError(`Unable to find field ${column} in the outbox row (${columns})`)
  }
}

/** Null: the record is none of a row that was inserted. */
function rowOf({ value, valueSchema }: ConnectRecord, refuse: (op: string) => null): Row | null {
  if (value === null || !isEnvelope(valueSchema)) return null
  const event = requireStruct(valueSchema, value, PURPOSE)
  const op = propertyOf(event, 'op')
  if (op === 'd') return null
  if (op !== 'c') return refuse(typeof op === 'string' ? op : '')
  const schema = findField(valueSchema, 'after')?.schema
  const after = propertyOf(event, 'after')
  if (!schema || !isObjectValue(after)) return null
  return new Row(schema, after, propertyOf(event, 'ts_ms') ?? null)
}

const timeOf = (value: ConnectValue): number | null =>
  value instanceof Date ? value.getTime() : value === null ? null : Number(value)

const keyOf = ({ key, keySchema }: ConnectRecord, cell: Cell | undefined) =>
  cell ? { keySchema: cell.schema, key: cell.value } : { keySchema, key }

/** The payload alone, or with what else belongs into the message. */
function valueOf(payload: Cell, envelope: readonly (ConnectField & Cell)[]) {
  if (envelope.length === 0) return { valueSchema: payload.schema, value: payload.value }
  const value = new Struct()
  value['payload'] = payload.value
  for (const one of envelope) value[one.name] = one.value
  const fields = [field('payload', payload.schema), ...envelope.map((one) => field(one.name, one.schema))]
  return { valueSchema: structOf(fields), value }
}
