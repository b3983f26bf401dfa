// Kafka Connect's JsonConverter: values as JSON, with their schema in an envelope ({"schema":…,"payload":…}) or bare.
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectSchema, ConnectValue, SchemaAndValue } from '@/lib/connectors/data/schema'
import { parseJsonExactly, parseJsonWithBigInts } from '@/lib/exact-json'
import { isObject, type Json } from '@/lib/schemas/json-text'
import { booleanProperty, choiceProperty, ConverterConfigError, type ConverterProperties } from '../config'
import type { PlainConverter } from '../plain'
import { jsonOfSchema, schemaOfJson } from './envelope'
import { hasDecimal, parserFor } from './parser'
import { jsonReader, type ReadJson } from './read'
import { jsonWriter, schemalessJson, type JsonForm } from './write'

const nothing: SchemaAndValue = { schema: null, value: null }
const keptEnvelopes = 16

type Opening = { head: Buffer; schema: ConnectSchema | null; read: ReadJson; isExact: boolean }

/** @param hasEnvelope What `schemas.enable` is when it is not given. */
export function jsonConverter(properties: ConverterProperties, hasEnvelope: boolean): PlainConverter {
  const isEnveloped = booleanProperty(properties, 'schemas.enable', hasEnvelope)
  const form: JsonForm = {
    decimals: choiceProperty(properties, 'decimal.format', ['BASE64', 'NUMERIC']),
    replacesNull: booleanProperty(properties, 'replace.null.with.default', true),
  }
  const content = properties['schema.content'] ?? ''
  if (!isEnveloped)
    return { read: readBare, write: (schema, value) => toBytes(bareText(schema, value, form)) }
  const read = content === '' ? new Envelopes(form).read : fixedReader(content, form)
  const heads = new WeakMap<ConnectSchema, string>()
  const headOf = (schema: ConnectSchema | null): string => {
    const known = schema && heads.get(schema)
    const head = known ?? `{"schema":${jsonOfSchema(schema, form)},"payload":`
    if (schema !== null && known === undefined) heads.set(schema, head)
    return head
  }
  return {
    read,
    write: (schema, value) => {
      const text = bareText(schema, value, form)
      return text === null ? null : Buffer.from(`${headOf(schema)}${text}}`)
    },
  }
}

const toBytes = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text))

function bareText(schema: ConnectSchema | null, value: ConnectValue, form: JsonForm): string | null {
  if (schema !== null) return jsonWriter(schema, form)(value)
  return value === null ? null : schemalessJson(value)
}

function readBare(payload: Buffer | null): SchemaAndValue {
  if (payload === null) return nothing
  return { schema: null, value: parse(payload.toString('utf8'), parseJsonWithBigInts) as ConnectValue }
}

function parse(text: string, read: (text: string) => unknown): unknown {
  try {
    return read(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new DataError(
      `Converting byte[] to Kafka Connect data failed due to serialization error: ${reason}`,
      { cause },
    )
  }
}

/** A schema for all messages, which then come without one. */
function fixedReader(content: string, form: JsonForm): PlainConverter['read'] {
  let schema: ConnectSchema | null
  try {
    schema = schemaOfJson(parseJsonExactly(content) as Json, form)
  } catch (error) {
    throw new ConverterConfigError('schema.content', `No schema: ${String(error)}`)
  }
  const { read, isExact } = opening(schema, form, Buffer.alloc(0))
  return (payload) => {
    if (payload === null) return nothing
    return { schema, value: read(parse(payload.toString('utf8'), parserFor(isExact)) as Json) }
  }
}

function opening(schema: ConnectSchema | null, form: JsonForm, head: Buffer): Opening {
  const read: ReadJson = schema === null ? (json) => json ?? null : jsonReader(schema, form)
  return { head, schema, read, isExact: schema !== null && hasDecimal(schema) }
}

/**
 * Messages of one schema begin alike: what stands before the payload is compared as bytes and read once, so that an envelope costs
 * little more than its payload.
 */
class Envelopes {
  private readonly openings: Opening[] = []
  private readonly schemas = new Map<string, Opening>()

  constructor(private readonly form: JsonForm) {}

  read = (payload: Buffer | null): SchemaAndValue => {
    if (payload === null) return nothing
    const known = this.openings.find(({ head }) => payload.subarray(0, head.length).equals(head))
    const inner = known && innerJson(payload, known)
    if (known && inner !== undefined) return { schema: known.schema, value: known.read(inner) }
    const text = payload.toString('utf8')
    const whole = parse(text, parseJsonExactly) as Json
    if (!isObject(whole) || Object.keys(whole).length !== 2 || !('schema' in whole) || !('payload' in whole))
      throw new DataError(
        'JsonConverter with schemas.enable requires "schema" and "payload" fields and may not contain additional fields.' +
          ' If you are trying to deserialize plain JSON data, set schemas.enable=false in your converter configuration.',
      )
    const found = this.openingOf(whole['schema'] ?? null, text)
    const value = found.schema === null ? schemaless(text) : found.read(whole['payload'])
    return { schema: found.schema, value }
  }

  private openingOf(json: Json, text: string): Opening {
    const key = JSON.stringify(json)
    const known = this.schemas.get(key)
    const found = known ?? opening(schemaOfJson(json, this.form), this.form, Buffer.alloc(0))
    if (known === undefined) {
      if (this.schemas.size >= 1000) this.schemas.clear()
      this.schemas.set(key, found)
    }
    const head = `{"schema":${key},"payload":`
    if (found.schema !== null && text.startsWith(head)) {
      this.openings.unshift({ ...found, head: Buffer.from(head) })
      this.openings.length = Math.min(this.openings.length, keptEnvelopes)
    }
    return found
  }
}

/** Undefined: after this head comes something else than one payload. */
function innerJson(payload: Buffer, { head, isExact }: Opening): Json | undefined {
  const end = payload.length - 1
  if (payload[end] !== 0x7d) return undefined
  try {
    return parserFor(isExact)(payload.toString('utf8', head.length, end)) as Json
  } catch {
    return undefined
  }
}

const schemaless = (text: string): ConnectValue =>
  (parseJsonWithBigInts(text) as { payload: ConnectValue }).payload
