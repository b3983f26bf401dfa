const namespace = 'io.confluent.connect.protobuf'

export const protoNames = {
  /** Of a field: its number. */
  tag: `${namespace}.Tag`,
  union: `${namespace}.Union.`,
  enumeration: `${namespace}.Enum`,
  precision: 'connect.decimal.precision',
  anonymous: 'ConnectDefault',
} as const

export type ProtobufOptions = {
  /** enhanced.protobuf.schema.support: full names. */
  enhanced: boolean
  /** generate.index.for.unions: a oneof is called name_0, name_1 … */
  numbersUnions: boolean
  /** flatten.unions: the members of a oneof are fields of the message. */
  flattensUnions: boolean
  /** int.for.enums: enums are numbers. */
  numbersEnums: boolean
  /** optional.for.nullables: fields with the word `optional` alone are optional. */
  optionalForNullables: boolean
  /** wrapper.for.nullables: wrapper messages alone are optional values. */
  wrapperForNullables: boolean
  /** optional.for.proto2: the word `optional` counts in proto2 too. */
  optionalForProto2: boolean
  /** wrapper.for.raw.primitives: a wrapper message alone is its value. */
  unwrapsAlone: boolean
  /** generate.struct.for.nulls: a message that is not set is one of defaults. */
  fillsNulls: boolean
  /** scrub.invalid.names */
  scrubsNames: boolean
}

export const wrapperTypes: Readonly<Record<string, string>> = {
  DoubleValue: 'FLOAT64',
  FloatValue: 'FLOAT32',
  Int64Value: 'INT64',
  UInt64Value: 'INT64',
  Int32Value: 'INT32',
  UInt32Value: 'INT64',
  BoolValue: 'BOOLEAN',
  StringValue: 'STRING',
  BytesValue: 'BYTES',
}

/** Of a value that is no message by itself: the wrapper that it goes in. */
export const wrapperOf: Readonly<Record<string, string>> = {
  INT8: 'Int32Value',
  INT16: 'Int32Value',
  INT32: 'Int32Value',
  INT64: 'Int64Value',
  FLOAT32: 'FloatValue',
  FLOAT64: 'DoubleValue',
  BOOLEAN: 'BoolValue',
  STRING: 'StringValue',
  BYTES: 'BytesValue',
}

export const knownMessages = {
  decimal: 'confluent.type.Decimal',
  date: 'google.type.Date',
  time: 'google.type.TimeOfDay',
  timestamp: 'google.protobuf.Timestamp',
} as const
