/** Who reads with which schema, in words: "new" and "old", as the direction of the check has it. */
export type Sides = { reader: string; writer: string }

/** One reason why data of the writer's schema cannot be read with the reader's. */
export type Incompatibility = {
  /** Confluent's name for it, such as READER_FIELD_MISSING_DEFAULT_VALUE. */
  errorType: string
  /** A sentence that ends in no full stop; says where, as a path. */
  describe: (sides: Sides) => string
  /** Avro only. */
  additionalInfo?: string
}
