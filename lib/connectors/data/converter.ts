import type { ConnectSchema, ConnectValue, SchemaAndValue } from './schema'

/** A header as Kafka has it. */
export type RawHeader = { readonly key: string; readonly value: Buffer | null }

/**
 * Between bytes and Connect's data, for the keys or for the values of one connector. Synchronous, so that a batch of
 * thousands costs no promise each: what has to be asked for (schemas by id, ids of schemas) is asked for by `prepare*` before.
 * Throws DataError for a payload that it cannot read.
 */
export type Converter = {
  /** Before `toConnect` of these payloads: fetches the schemas that they refer to. Rejects while the registry is away. */
  prepareToConnect?(
    payloads: readonly (Buffer | null)[],
    headers?: readonly (readonly RawHeader[])[],
  ): Promise<void>
  toConnect(topic: string, payload: Buffer | null, headers?: readonly RawHeader[]): SchemaAndValue
  /** Before `fromConnect` with this schema: registers it. */
  prepareFromConnect?(topic: string, schema: ConnectSchema | null): Promise<void>
  /** True when `prepareFromConnect` has to be called first. */
  isUnprepared?(topic: string, schema: ConnectSchema | null): boolean
  fromConnect(topic: string, schema: ConnectSchema | null, value: ConnectValue): Buffer | null
}

export type HeaderConverter = {
  toConnect(topic: string, key: string, value: Buffer | null): SchemaAndValue
  fromConnect(topic: string, key: string, schema: ConnectSchema | null, value: ConnectValue): Buffer | null
}
