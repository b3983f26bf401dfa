/** What kept a record from being read or written: each kind asks for something else of the user. */
export type SerdesErrorKind =
  /** The bytes carry no schema id: written by a serializer without a registry. */
  | 'not_wire_format'
  /** The registry answers, and does not know the id. */
  | 'unknown_schema'
  /** The registry does not answer, and the id was not seen before. */
  | 'registry_away'
  /** The payload ends inside a value. */
  | 'truncated'
  /** The payload is not what the schema says. */
  | 'undecodable'
  /** The value does not fit the schema. */
  | 'unencodable'

export class SerdesError extends Error {
  readonly kind: SerdesErrorKind
  /** Null where the bytes did not tell it. */
  readonly schemaId: number | null

  constructor(kind: SerdesErrorKind, message: string, schemaId: number | null = null, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'SerdesError'
    this.kind = kind
    this.schemaId = schemaId
  }
}

export const truncated = (): SerdesError =>
  new SerdesError('truncated', 'The payload ends in the middle of a value.')
