// Names by which Connect's data remember what Avro said, and Avro what Connect said.
const namespace = 'io.confluent.connect.avro'

export const avroNames = {
  namespace,
  /** Of a struct without a name. */
  anonymous: 'ConnectDefault',
  union: `${namespace}.Union`,
  anything: `${namespace}.Anything`,
  mapEntry: 'MapEntry',
  enumeration: `${namespace}.Enum`,
  enumDoc: `${namespace}.enum.doc.`,
  enumDefault: `${namespace}.enum.default.`,
  recordDoc: `${namespace}.record.doc`,
  fieldDoc: `${namespace}.field.doc.`,
  fieldDefault: `${namespace}.field.default`,
  precision: 'connect.decimal.precision',
  fixedSize: 'connect.fixed.size',
  internalType: 'connect.internal.type',
} as const

export const defaultPrecision = 64

export type AvroOptions = {
  /** connect.meta.data: documentation, parameters and defaults go along. */
  metaData: boolean
  /** enhanced.avro.schema.support: enums stay enums, members of unions have full names. */
  enhanced: boolean
  /** scrub.invalid.names: characters that Avro's names cannot have are replaced. */
  scrubsNames: boolean
  /** flatten.singleton.unions: a union of one type is that type. */
  flattensUnions: boolean
  /** allow.optional.map.keys: texts that may be null are keys of Avro's maps too. */
  allowsOptionalKeys: boolean
  /** ignore.default.for.nullables: null stays null where there is a default too. */
  keepsNulls: boolean
}
