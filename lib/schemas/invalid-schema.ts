/** A schema that cannot be used. The registry answers 422 with error_code 42201 and this message. */
export class InvalidSchemaError extends Error {
  /** Where in the schema: a JSON pointer (Avro, JSON Schema) or "line 3, column 7" (Protobuf). Empty: the whole. */
  readonly place: string

  constructor(reason: string, place = '') {
    super(place === '' ? reason : `${reason} (at ${place})`)
    this.name = 'InvalidSchemaError'
    this.place = place
  }
}

/** Deeper nesting than any schema made by people; keeps every recursion over a schema far from the stack's end. */
export const maxNesting = 200

/** Of types that lead from one to the next by name, which nesting does not bound. */
export const maxChain = 500
