const namespace = 'io.confluent.connect.json'

export const jsonNames = {
  oneOf: `${namespace}.OneOf`,
  enumeration: `${namespace}.Enum`,
  namespace,
} as const

export type JsonSchemaOptions = {
  /** use.optional.for.nonrequired: a property that need not be there is an optional field. */
  optionalUnlessRequired: boolean
  /** object.additional.properties: objects may have more than their schema says. */
  allowsMore: boolean
  decimals: 'BASE64' | 'NUMERIC'
}
