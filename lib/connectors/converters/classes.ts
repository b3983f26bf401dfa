// The converters there are: their classes on Kafka Connect, and the formats of Confluent Cloud that stand for them.

export type ConverterKind =
  | 'string'
  | 'bytes'
  | 'json'
  | 'avro'
  | 'json-schema'
  | 'protobuf'
  | 'short'
  | 'integer'
  | 'long'
  | 'float'
  | 'double'
  | 'boolean'
  | 'simple-header'

const kafka = 'org.apache.kafka.connect'

const classes: readonly (readonly [className: string, kind: ConverterKind])[] = [
  [`${kafka}.storage.StringConverter`, 'string'],
  [`${kafka}.json.JsonConverter`, 'json'],
  ['io.confluent.connect.avro.AvroConverter', 'avro'],
  ['io.confluent.connect.json.JsonSchemaConverter', 'json-schema'],
  ['io.confluent.connect.protobuf.ProtobufConverter', 'protobuf'],
  [`${kafka}.converters.ByteArrayConverter`, 'bytes'],
  [`${kafka}.converters.BooleanConverter`, 'boolean'],
  [`${kafka}.converters.ShortConverter`, 'short'],
  [`${kafka}.converters.IntegerConverter`, 'integer'],
  [`${kafka}.converters.LongConverter`, 'long'],
  [`${kafka}.converters.FloatConverter`, 'float'],
  [`${kafka}.converters.DoubleConverter`, 'double'],
]

const registered: readonly ConverterKind[] = ['avro', 'json-schema', 'protobuf']
const simpleHeader = `${kafka}.storage.SimpleHeaderConverter`

/** Full names. */
export const converterClasses: readonly string[] = classes.map(([name]) => name)
export const headerConverterClasses: readonly string[] = [
  simpleHeader,
  ...classes.filter(([, kind]) => !registered.includes(kind)).map(([name]) => name),
]

const simpleName = (name: string): string => name.slice(name.lastIndexOf('.') + 1)
const byName = new Map<string, ConverterKind>([
  ...classes.flatMap(([name, kind]): [string, ConverterKind][] => [
    [name, kind],
    [simpleName(name), kind],
    [simpleName(name).replace(/Converter$/, ''), kind],
  ]),
  [simpleHeader, 'simple-header'],
  [simpleName(simpleHeader), 'simple-header'],
])

/** By its full name, its simple one, or that without "Converter", as Kafka Connect's aliases. Undefined: there is none. */
export const converterOfClass = (name: string): ConverterKind | undefined => byName.get(name.trim())

const byKind = new Map<ConverterKind, string>([
  ...classes.map(([name, kind]): [ConverterKind, string] => [kind, name]),
  ['simple-header', simpleHeader],
])

/** The full name. */
export const classOfConverter = (kind: ConverterKind): string => byKind.get(kind) ?? kind

export const needsSchemaRegistry = (kind: ConverterKind): boolean => registered.includes(kind)

const formatKinds: Readonly<Record<string, ConverterKind>> = {
  AVRO: 'avro',
  JSON_SR: 'json-schema',
  PROTOBUF: 'protobuf',
  JSON: 'json',
  SCHEMALESS_JSON: 'json',
  STRING: 'string',
  BYTES: 'bytes',
  SHORT: 'short',
  INTEGER: 'integer',
  LONG: 'long',
  FLOAT: 'float',
  DOUBLE: 'double',
  BOOLEAN: 'boolean',
}

/** Of a value of `input.data.format` and its like. */
export const converterOfFormat = (format: string): ConverterKind | undefined => {
  const name = format.trim().toUpperCase()
  return Object.hasOwn(formatKinds, name) ? formatKinds[name] : undefined
}
