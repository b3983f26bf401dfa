/** Formats of records whose schema stands in a Schema Registry. */
export const registeredFormats = ['AVRO', 'JSON_SR', 'PROTOBUF'] as const
export type RegisteredFormat = (typeof registeredFormats)[number]

export const isRegisteredFormat = (format: string): format is RegisteredFormat =>
  registeredFormats.some((known) => known === format)
