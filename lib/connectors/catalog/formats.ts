// Formats of keys and values, as cards and lists show them, and the converter classes that stand for them self-managed.
import type { FieldOption } from './spec'

export const formatOptions = {
  AVRO: { value: 'AVRO', label: 'AVRO', description: 'Compact, with a schema in the Schema Registry' },
  JSON: { value: 'JSON', label: 'JSON', description: 'Readable text without a schema' },
  JSON_SR: {
    value: 'JSON_SR',
    label: 'JSON_SR',
    description: 'JSON with a JSON Schema in the Schema Registry',
  },
  PROTOBUF: {
    value: 'PROTOBUF',
    label: 'PROTOBUF',
    description: 'Compact, with a .proto file in the Schema Registry',
  },
  STRING: { value: 'STRING', label: 'STRING', description: 'The plain text of the value' },
  BYTES: { value: 'BYTES', label: 'BYTES', description: 'The bytes as they are' },
  BOOLEAN: { value: 'BOOLEAN', label: 'BOOLEAN', description: 'One byte, true or false' },
  SHORT: { value: 'SHORT', label: 'SHORT', description: 'A number of 2 bytes' },
  INTEGER: { value: 'INTEGER', label: 'INTEGER', description: 'A number of 4 bytes' },
  LONG: { value: 'LONG', label: 'LONG', description: 'A number of 8 bytes' },
  FLOAT: { value: 'FLOAT', label: 'FLOAT', description: 'A fraction of 4 bytes' },
  DOUBLE: { value: 'DOUBLE', label: 'DOUBLE', description: 'A fraction of 8 bytes' },
} as const satisfies Record<string, FieldOption>

export type Format = keyof typeof formatOptions

/** Formats that Kafka Connect has and Confluent Cloud's forms do not offer: taken from self-managed configurations. */
export const plainFormats: readonly FieldOption[] = (
  ['BYTES', 'BOOLEAN', 'SHORT', 'INTEGER', 'LONG', 'FLOAT', 'DOUBLE'] as const
).map((format) => ({ ...formatOptions[format], dialects: ['self-managed'] }))

const KAFKA = 'org.apache.kafka.connect'

export const converterClasses: Readonly<Record<Format, string>> = {
  AVRO: 'io.confluent.connect.avro.AvroConverter',
  JSON: `${KAFKA}.json.JsonConverter`,
  JSON_SR: 'io.confluent.connect.json.JsonSchemaConverter',
  PROTOBUF: 'io.confluent.connect.protobuf.ProtobufConverter',
  STRING: `${KAFKA}.storage.StringConverter`,
  BYTES: `${KAFKA}.converters.ByteArrayConverter`,
  BOOLEAN: `${KAFKA}.converters.BooleanConverter`,
  SHORT: `${KAFKA}.converters.ShortConverter`,
  INTEGER: `${KAFKA}.converters.IntegerConverter`,
  LONG: `${KAFKA}.converters.LongConverter`,
  FLOAT: `${KAFKA}.converters.FloatConverter`,
  DOUBLE: `${KAFKA}.converters.DoubleConverter`,
}

/** By the full class, its short name or that without "Converter", as Kafka Connect finds plugins. */
export const formatOfConverter = (className: string): Format | undefined => {
  const wanted = className.trim()
  const formats = Object.keys(converterClasses) as Format[]
  return formats.find((format) => {
    const full = converterClasses[format]
    const short = full.slice(full.lastIndexOf('.') + 1)
    return wanted === full || wanted === short || wanted === short.replace(/Converter$/, '')
  })
}
