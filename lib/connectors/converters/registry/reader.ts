// Payloads with a schema id to Connect's values: a reader is compiled once for each schema.
import { DataError } from '@/lib/connectors/data/record'
import type { SchemaAndValue } from '@/lib/connectors/data/schema'
import type { RawHeader } from '@/lib/connectors/data/converter'
import { RegistryAwayError } from '@/lib/schema-registries/ask'
import type { RegistryClient } from '@/lib/schema-registries/client'
import { SerdesError } from '@/lib/serdes/serdes-error'
import { readFrame, schemaHeaders, type SchemaKey } from '@/lib/serdes/wire-format'
import type { PayloadReader, SchemaCodec } from './codec'

const unknownForMs = 5000
const maxReaders = 1000
const nothing: SchemaAndValue = { schema: null, value: null }

/** Why there is no reader, and until when that is believed: an id may be registered at any moment. */
type Failed = { problem: string; until: number }

export class RegisteredReader {
  private readonly readers = new Map<number | string, PayloadReader | Failed>()
  private lastId = -1
  private lastReader: PayloadReader | null = null

  constructor(
    private readonly codec: SchemaCodec,
    private readonly registry: Pick<RegistryClient, 'fetchSchema'>,
    private readonly part: 'key' | 'value',
  ) {}

  async prepare(
    payloads: readonly (Buffer | null)[],
    headers: readonly (readonly RawHeader[])[] = [],
  ): Promise<void> {
    const missing = new Map<number | string, SchemaKey>()
    for (const [index, payload] of payloads.entries()) {
      const key = payload && this.keyOf(payload, headers[index])
      if (key === null) continue
      const name = nameOf(key)
      if (name !== this.lastId && this.needsFetching(name)) missing.set(name, key)
    }
    await Promise.all([...missing].map(([name, key]) => this.fetch(name, key)))
  }

  read(topic: string, payload: Buffer | null, headers: readonly RawHeader[] = []): SchemaAndValue {
    if (payload === null) return nothing
    try {
      const frame = readFrame(payload, [...headers], this.part)
      return this.readerOf(frame.schema)(payload, frame)
    } catch (error) {
      if (error instanceof SerdesError || error instanceof DataError) throw this.dataError(topic, error)
      throw error
    }
  }

  private dataError(topic: string, cause: SerdesError | DataError): DataError {
    const reason =
      cause instanceof SerdesError && cause.kind === 'not_wire_format' ? 'Unknown magic byte!' : cause.message
    return new DataError(`Failed to deserialize data for topic ${topic} to ${this.codec.word}: ${reason}`, {
      cause,
    })
  }

  private readerOf(key: SchemaKey): PayloadReader {
    if ('id' in key && key.id === this.lastId && this.lastReader !== null) return this.lastReader
    const name = nameOf(key)
    const found = this.readers.get(name)
    if (found === undefined) throw new Error(`The schema ${name} was not prepared.`)
    if (typeof found !== 'function') throw new DataError(found.problem)
    if ('id' in key) {
      this.lastId = key.id
      this.lastReader = found
    }
    return found
  }

  /** Null: the payload tells none; `read` says why. */
  private keyOf(payload: Buffer, headers: readonly RawHeader[] | undefined): SchemaKey | null {
    const isInHeader = headers?.some(({ key }) => key === schemaHeaders[this.part])
    if (!isInHeader) return payload.length >= 5 && payload[0] === 0 ? { id: payload.readUInt32BE(1) } : null
    try {
      return readFrame(payload, [...(headers ?? [])], this.part).schema
    } catch {
      return null
    }
  }

  private needsFetching(name: number | string): boolean {
    const known = this.readers.get(name)
    return known === undefined || (typeof known !== 'function' && known.until < Date.now())
  }

  private async fetch(name: number | string, key: SchemaKey): Promise<void> {
    const found = await this.ask(name, key)
    if (this.readers.size >= maxReaders) this.readers.clear()
    this.readers.set(name, found)
  }

  private async ask(name: number | string, key: SchemaKey): Promise<PayloadReader | Failed> {
    try {
      const fetched = await this.registry.fetchSchema(key)
      if (fetched === null) return failed(`The Schema Registry knows no schema with the id ${name}.`)
      return this.codec.reader(fetched.schema)
    } catch (error) {
      if (error instanceof SerdesError && error.kind === 'registry_away')
        throw error.cause instanceof RegistryAwayError
          ? error.cause
          : new RegistryAwayError(error.message, error)
      if (error instanceof SerdesError || error instanceof DataError)
        return failed(`The schema with the id ${name} cannot be used: ${error.message}`)
      throw error
    }
  }
}

const failed = (problem: string): Failed => ({ problem, until: Date.now() + unknownForMs })
const nameOf = (key: SchemaKey): number | string => ('id' in key ? key.id : key.guid)
