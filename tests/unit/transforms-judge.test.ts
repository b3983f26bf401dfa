import { expect, test } from 'vitest'
import { DataError, type ConnectRecord } from '@/lib/connectors/data/record'
import { isObjectValue, propertyOf } from '@/lib/connectors/data/struct'
import { buildChain } from '@/lib/connectors/transforms/build-chain'
import { TransformConfigError } from '@/lib/connectors/transforms/config-error'
import {
  askConnect,
  inOrder,
  recordForJudge,
  type Answer,
  type JudgeJson,
  type Question,
} from '@/tests/support/connect-judge/judge'
import { seededRandom, type Random } from '@/tests/support/random'
import { randomObject, randomStruct } from '@/tests/support/random-records'
import { sinkRecord, someHeaders } from '@/tests/support/transform-records'

const KAFKA = 'org.apache.kafka.connect.transforms'
type Config = [type: string, properties: Record<string, string>]

const keepNulls = { 'replace.null.with.default': 'false' }
const castTypes = ['int8', 'int16', 'int32', 'int64', 'float32', 'float64', 'boolean', 'string']
const converter = (field: string, target: string, precision: string): Config => [
  'TimestampConverter$Value',
  { field, 'target.type': target, format: 'yyyy-MM-dd', 'unix.precision': precision },
]

const configs: Config[] = [
  ...castTypes.flatMap((type): Config[] => [
    ['Cast$Value', { spec: `a:${type},b:${type},c:${type}` }],
    ['Cast$Value', { spec: `d:${type},e:${type}`, ...keepNulls }],
    ['Cast$Key', { spec: type }],
  ]),
  ['DropHeaders', { headers: 'trace,q' }],
  ['ExtractField$Value', { field: 'a' }],
  ['ExtractField$Value', { field: 'b', ...keepNulls }],
  ['ExtractField$Value', { field: 'a.b', 'field.syntax.version': 'V2' }],
  ['ExtractField$Value', { field: '`a`.b.c', 'field.syntax.version': 'V2' }],
  ['Filter', {}],
  ['Flatten$Value', {}],
  ['Flatten$Key', { delimiter: '_' }],
  ['HeaderFrom$Value', { fields: 'a', headers: 'ha', operation: 'copy' }],
  ['HeaderFrom$Value', { fields: 'a,a', headers: 'ha,hb', operation: 'move' }],
  ['HeaderFrom$Value', { fields: 'a', headers: 'ha', operation: 'move', ...keepNulls }],
  ['HoistField$Value', { field: 'whole' }],
  ['HoistField$Key', { field: 'k' }],
  [
    'InsertField$Value',
    { 'topic.field': 't', 'partition.field': 'p!', 'offset.field': 'o?', 'timestamp.field': 'ts' },
  ],
  ['InsertField$Value', { 'topic.field': 'a' }],
  ['InsertField$Key', { 'static.field': 's!', 'static.value': 'v' }],
  ...['true', '12', '70000', '1.5', 'hello', '[1,2]', '{"a":1}', '2024-01-02', 'null', ''].map(
    (literal): Config => ['InsertHeader', { header: 'h', 'value.literal': literal }],
  ),
  ['MaskField$Value', { fields: 'a,b,c' }],
  ['MaskField$Value', { fields: 'd,zz', ...keepNulls }],
  ['MaskField$Value', { fields: 'a,b', replacement: '123.75' }],
  ['MaskField$Value', { fields: 'c', replacement: 'xxx' }],
  ...[' 7 ', 'NaN', '7f', '-0', '+1.5'].map((replacement): Config => [
    'MaskField$Value',
    { fields: 'a,b,c,d,e', replacement },
  ]),
  ['Flatten$Value', { delimiter: ' ' }],
  ['RegexRouter', { regex: '(o)(r.*)', replacement: '$2-$1' }],
  ['RegexRouter', { regex: 'o|orders', replacement: 'x' }],
  ['RegexRouter', { regex: 'ord', replacement: 'x' }],
  ['RegexRouter', { regex: '(?<x>.*)ers', replacement: '${x}-$11\\$' }],
  ['RegexRouter', { regex: '(?!x)or(d).*', replacement: '$1n' }],
  ['RegexRouter', { regex: '(?i)\\QORDERS\\E', replacement: '\\p' }],
  ['ReplaceField$Value', { exclude: 'a' }],
  ['ReplaceField$Value', { include: 'a,b', ...keepNulls }],
  ['ReplaceField$Value', { renames: 'a:z,b:y' }],
  ['ReplaceField$Value', { renames: 'a:b', exclude: 'b' }],
  ['SetSchemaMetadata$Value', { 'schema.name': 'n', 'schema.version': '9' }],
  ...['string', 'unix', 'Date', 'Time', 'Timestamp'].flatMap((target): Config[] => [
    converter('a', target, 'microseconds'),
    converter('b', target, 'seconds'),
    converter('zz', target, 'milliseconds'),
    converter('', target, 'nanoseconds'),
  ]),
  ['TimestampRouter', { 'topic.format': '${timestamp}/${topic}$1', 'timestamp.format': 'YYYY.ww' }],
  ['ValueToKey', { fields: 'a,b' }],
  ['ValueToKey', { fields: 'a,b,a' }],
  ['ValueToKey', { fields: 'a', ...keepNulls }],
]

/** Records of all sorts: tombstones, scalars, structs and objects. */
function records(random: Random): ConnectRecord[] {
  const struct = randomStruct(random, 2)
  const key = randomStruct(random, 1)
  const scalar = randomStruct(random, 0)
  const part = scalar.schema.fields?.[0]
  const whole = scalar.make(random)
  const partValue = isObjectValue(whole) ? propertyOf(whole, part?.name ?? '') : null
  return [
    { value: null },
    { value: null, valueSchema: struct.schema },
    { value: 'text', key: 12, timestamp: null },
    { valueSchema: struct.schema, value: struct.make(random), keySchema: key.schema, key: key.make(random) },
    { valueSchema: part?.schema ?? null, value: partValue ?? null },
    { keySchema: part?.schema ?? null, key: partValue ?? null, value: randomObject(random, 2) },
    { value: randomObject(random, 0), key: randomObject(random, 1) },
  ].map((parts) => sinkRecord({ headers: someHeaders, ...parts }))
}

const apply = ([type, properties]: Config, record: ConnectRecord): Answer => {
  const own = Object.entries(properties).map(([name, value]) => [`transforms.t.${name}`, value])
  const config = {
    transforms: 't',
    'transforms.t.type': `${KAFKA}.${type}`,
    ...(Object.fromEntries(own) as Record<string, string>),
  }
  try {
    return { record: inOrder(recordForJudge(buildChain(config).apply(record))) }
  } catch (error) {
    if (!(error instanceof DataError || error instanceof TransformConfigError)) throw error
    return { message: error.message.replaceAll('transforms.t.', '') }
  }
}

const isNode = (json: JudgeJson): json is { readonly [name: string]: JudgeJson } =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

const classes = ['int8', 'int16', 'int32', 'int64', 'float32', 'float64']

/** Numbers without a schema have one class here. */
function withoutClasses(json: JudgeJson): JudgeJson {
  if (Array.isArray(json)) return json.map(withoutClasses)
  if (!isNode(json)) return json
  const [entry, ...more] = Object.entries(json)
  if (entry && more.length === 0 && classes.includes(entry[0])) return Math.fround(Number(entry[1]))
  return Object.fromEntries(Object.entries(json).map(([name, item]) => [name, withoutClasses(item)]))
}

/** What may differ, taken away: see the comments at each. */
function comparable(answer: Answer): JudgeJson {
  if (answer.message !== undefined)
    return (
      answer.message
        .replaceAll(/\[B|java\.nio\.HeapByteBuffer/g, 'bytes')
        .replaceAll('LinkedHashMap', 'HashMap')
        // Kafka prints the whole record here.
        .replace(/^(Timestamp missing on record).*/s, '$1')
        // Which of two checks comes first.
        .replace(/^(Only Struct objects supported|Cannot list fields on non-struct).*/, 'no struct')
        // A missing field: NullPointerException in Kafka.
        .replace(/^Field does not exist.*|^Cannot invoke "org.apache.kafka.connect.data.Field.*/, 'no field')
    )
  const record = inOrder(answer.record ?? null)
  if (!isNode(record)) return record
  const loose = (part: 'key' | 'value'): JudgeJson =>
    record[`${part}Schema`] === null ? withoutClasses(record[part] ?? null) : (record[part] ?? null)
  // A float's shortest digits are others in Java before 19, and a masked decimal keeps its scale here.
  return JSON.stringify({ ...record, key: loose('key'), value: loose('value') }, sortedKeys)
    .replaceAll(/"float32":"([^"]*)"/g, (_all, text: string) => `"float32":${Math.fround(Number(text))}`)
    .replaceAll('"decimal":"0.00"', '"decimal":"0"')
}

const sortedKeys = (_name: string, item: JudgeJson): JudgeJson =>
  isNode(item)
    ? Object.fromEntries(Object.entries(item).sort(([left], [right]) => (left < right ? -1 : 1)))
    : item

/** Kafka keeps the name of a logical type whose whole value is cast, which no converter can write. */
const isRenamed = ([type]: Config, java: Answer, record: ConnectRecord): boolean =>
  type === 'Cast$Key' &&
  (record.keySchema?.name?.startsWith('org.apache') ?? false) &&
  (java.message === undefined || java.message === 'Invalid default value')

/** Kafka looks for fields in schemas of scalars, where there are none to look for. */
const isScalar = ([type]: Config, java: Answer, record: ConnectRecord): boolean =>
  java.message === 'Cannot list fields on non-struct type' &&
  (type.startsWith('SetSchemaMetadata') || record.value === null)

test('every transform of Apache Kafka answers as Kafka itself, records, schemas and messages', async () => {
  const random = seededRandom(6)
  const cases = configs.flatMap((config) => records(random).map((record) => ({ config, record })))
  const answers = await askConnect(
    cases.map(({ config: [type, config], record }): Question => {
      const asked = { ask: 'transform', class: `${KAFKA}.${type}`, config } as const
      return { ...asked, record: recordForJudge(record) }
    }),
  )
  const differing = cases.flatMap(({ config, record }, i) => {
    const java = answers[i] ?? {}
    const [ours, theirs] = [comparable(apply(config, record)), comparable(java)]
    return ours === theirs || isRenamed(config, java, record) || isScalar(config, java, record)
      ? []
      : [{ config: JSON.stringify(config), ours, theirs }]
  })
  expect(differing.slice(0, 3)).toEqual([])
}, 60_000)

const patterns = [
  'yyyy-MM-dd',
  "yyyy-MM-dd'T'HH:mm:ss.SSSX",
  "yyyy-MM-dd'T'HH:mm:ssXXX",
  'yyyyMMddHHmmss',
  'EEE, d MMM yyyy HH:mm:ss Z',
  'd/M/yy h:mm a',
  'yyyy-DDD',
  'EEEE d MMMM yyyy G',
  "hh 'o''clock' a, z",
  'K:mm a',
  'YYYY-ww-u',
  'dd.MM.yyyy kk:mm',
  'HH:mm:ss,SSSSSS',
]
const writtenPattern =
  "GGG y yy yyyyy Y YY M MM MMM MMMM L w W D DDD d F E EEEE u a H k K h m s S SSSSSXXX z zzzz Z X XX 'x''y'"
const texts = [
  [
    '2024-02-29',
    '2024-2-9',
    '2024-13-45',
    '1969-12-31',
    '20240229',
    ' 2024-01-02 and more',
    '1582-10-15',
    '9999-12-31',
  ],
  [
    '2024-02-29T23:59:59.123Z',
    '2024-02-29T23:59:59.123+02',
    '2024-02-29T23:59:59.123+0200',
    '2024-02-29T25:61:61.1Z',
  ],
  ['2024-02-29T10:11:12+05:30', '2024-02-29T10:11:12Z', '2024-02-29T10:11:12-0530', '2024-02-29T10:11:12'],
  ['20240229101112', '202402291011', '2024 2 9 1 1 1', '99999999999999'],
  [
    'Thu, 29 Feb 2024 10:11:12 +0100',
    'thu, 1 march 2024 1:2:3 GMT',
    'Mon, 29 Feb 2024 10:11:12 UTC',
    'Xyz, 1 Jan 2024',
  ],
  ['1/2/24 1:05 PM', '1/2/1924 12:05 am', '1/2/30 12:00 PM', '1/2/99 13:00 AM', '1/2/1705 0:00 AM'],
  ['2024-060', '2024-366', '2023-366', '2024-1'],
  ['Thursday 29 February 2024 AD', 'Thursday 29 Feb 2024'],
  ["07 o'clock PM, UTC", "12 o'clock AM, GMT+02:00", "12 o'clock PM, +0130"],
  ['0:30 PM', '11:59 AM'],
  ['2024-09-4', '2025-01-7'],
  ['29.02.2024 24:10', '29.02.2024 1:1'],
  ['10:11:12,123456', '10:11:12,5'],
]

test('dates are read and written as SimpleDateFormat does, in UTC', async () => {
  const read = patterns.flatMap((format, i) =>
    (texts[i] ?? []).map((value) => ({ value, format, target: 'unix' })),
  )
  const random = seededRandom(9)
  const written = Array.from({ length: 60 }, () => ({
    value: (random(2 ** 31) - 2 ** 29) * 1_234 + random(1000),
    format: writtenPattern,
    target: 'string',
  }))
  const cases = [...read, ...written].map(({ value, format, target }) => ({
    config: ['TimestampConverter$Value', { 'target.type': target, format }] satisfies Config,
    record: sinkRecord({ value }),
  }))
  const answers = await askConnect(
    cases.map(({ config: [type, config], record }): Question => {
      const asked = { ask: 'transform', class: `${KAFKA}.${type}`, config } as const
      return { ...asked, record: recordForJudge(record) }
    }),
  )
  const shown = ({ record, message }: Answer): JudgeJson =>
    isNode(record ?? null) ? JSON.stringify((record as { value: JudgeJson }).value) : (message ?? null)
  const differing = cases.flatMap(({ config, record }, i) => {
    const [ours, theirs] = [shown(apply(config, record)), shown(answers[i] ?? {})]
    return ours === theirs ? [] : [{ pattern: config[1].format, value: record.value, ours, theirs }]
  })
  expect(differing).toEqual([])
}, 60_000)
