// Kafka Connect's own classes beside ours. The first run on a machine fetches them from Maven Central.
import { expect, test } from 'vitest'
import { openConverters } from '@/lib/connectors/converters/open'
import { javaText } from '@/lib/connectors/data/java-text'
import { DataError } from '@/lib/connectors/data/record'
import type { ConnectSchema, ConnectValue, SchemaAndValue } from '@/lib/connectors/data/schema'
import * as schemas from '@/lib/connectors/data/schemas'
import { valueToText } from '@/lib/connectors/data/value-text'
import { parseValue } from '@/lib/connectors/data/values'
import { randomSchema, randomValue } from '@/tests/support/connect-data'
import {
  askConnect,
  inOrder,
  schemaForJudge,
  valueForJudge,
  type Answer,
  type JudgeJson,
  type Question,
} from '@/tests/support/connect-judge/judge'
import { literals } from '@/tests/support/connect-literals'
import { seededRandom, seeds } from '@/tests/support/random'

const fiveMinutes = 300_000

const typed = ({ schema, value }: SchemaAndValue): JudgeJson => ({
  schema: schemaForJudge(schema),
  value: valueForJudge(schema, value),
})

const theirs = ({ nothing, ...answer }: Answer): JudgeJson =>
  nothing ? { schema: null, value: null } : inOrder(answer)

/** Numbers without a schema have no type of their own here: 5 and 5.0 are one. */
const untyped = (json: JudgeJson): string =>
  JSON.stringify(json).replace(/\{"(?:int|float)\d+":"?([^"}]+)"?\}/g, (_all, digits: string) =>
    /^-?\d+$/.test(digits) ? digits : String(Number(digits)),
  )

const samples = (count: number) =>
  seeds(count).map((seed) => {
    const random = seededRandom(seed)
    const schema = randomSchema(random, 3, { anyKeys: true, defaults: true })
    return { seed, schema, value: randomValue(random, schema) }
  })

test(
  'text becomes the value and the schema that Values.parseString makes of it',
  async () => {
    const answers = await askConnect(literals.map((text) => ({ ask: 'parse', text })))
    const ours = literals.map((text) => [text, untyped(typed(parseValue(text)))])
    expect(ours).toEqual(literals.map((text, index) => [text, untyped(theirs(answers[index] ?? {}))]))
  },
  fiveMinutes,
)

test(
  'values are printed as Values.convertToString and Object.toString do',
  async () => {
    const all = samples(300).filter(({ value }) => value !== null)
    const question = (ask: 'text' | 'javaText') =>
      all.map(({ schema, value }): Question => ({
        ask,
        schema: schemaForJudge(schema),
        value: valueForJudge(schema, value),
      }))
    const answers = await askConnect([...question('text'), ...question('javaText')])
    const printed = all.map(({ schema, value }) => valueToText(schema, value))
    expect(printed).toEqual(answers.slice(0, all.length).map(({ text }) => text))
    const isShown = (text: string | undefined): boolean => !/\[B@|HeapByteBuffer/.test(text ?? '')
    const java = all.map(({ schema, value }) => javaText(schema, value))
    const other = answers.slice(all.length).map(({ text }) => text)
    expect(java.filter((_, index) => isShown(other[index]))).toEqual(other.filter(isShown))
  },
  fiveMinutes,
)

const jsonClass = 'org.apache.kafka.connect.json.JsonConverter'

const jsonConverter = (config: Record<string, string>) =>
  openConverters({
    kind: 'sink',
    dialect: 'self-managed',
    registry: null,
    config: {
      'value.converter': jsonClass,
      ...Object.fromEntries(
        Object.entries(config).map(([name, value]) => [`value.converter.${name}`, value]),
      ),
    },
  }).value

const jsonConfigs: Record<string, string>[] = [
  {},
  { 'schemas.enable': 'false' },
  { 'decimal.format': 'NUMERIC' },
  { 'replace.null.with.default': 'false' },
]

test(
  'JsonConverter writes the same bytes, and reads them to the same schema and values, whatever its settings',
  async () => {
    const all = jsonConfigs.flatMap((config) => samples(100).map((sample) => ({ ...sample, config })))
    const written = await askConnect(
      all.map(({ config, schema, value }) => ({
        ...{ ask: 'fromConnect', class: jsonClass, config },
        ...{ schema: schemaForJudge(schema), value: valueForJudge(schema, value) },
      })),
    )
    const converters = new Map(jsonConfigs.map((config) => [config, jsonConverter(config)]))
    const ours = all.map(({ config, schema, value }) =>
      attempt(() => converters.get(config)?.fromConnect('t', schema, value) ?? null),
    )
    expect(ours).toEqual(written.map(outcome))
    const payloads = written.flatMap(({ bytes }, index) =>
      bytes ? [{ bytes, config: all[index]?.config ?? {} }] : [],
    )
    const read = await askConnect(
      payloads.map(({ bytes, config }) => ({ ask: 'toConnect', class: jsonClass, config, bytes })),
    )
    const back = payloads.map(({ bytes, config }) => {
      const found = converters.get(config)?.toConnect('t', Buffer.from(bytes, 'base64'))
      return found && untyped(typed(found))
    })
    expect(back).toEqual(read.map((answer) => untyped(theirs(answer))))
  },
  fiveMinutes,
)

const attempt = (act: () => Buffer | null): string | null => {
  try {
    return act()?.toString() ?? null
  } catch (error) {
    return error instanceof DataError ? error.message : String(error)
  }
}

/** Jackson escapes what lies beyond 16 bits, which says the same. */
const outcome = ({ bytes, message }: Answer): string | null =>
  message ??
  (bytes == null ? null : Buffer.from(bytes, 'base64').toString().replaceAll('\\uD83D\\uDE42', '🙂'))

const envelope = (schema: object | null, payload: unknown): string => JSON.stringify({ schema, payload })
const struct = (...fields: object[]) => ({ type: 'struct', fields, optional: false })

const oddPayloads: string[] = [
  '{}',
  '{"schema":null}',
  '{"schema":null,"payload":{"a":1}}',
  '{"schema":null,"payload":1,"more":2}',
  '[1]',
  '1',
  envelope({ type: 'int32' }, 'text'),
  envelope({ type: 'int32' }, 1.9),
  envelope({ type: 'int32' }, -1.9),
  envelope({ type: 'int32' }, 4294967297),
  envelope({ type: 'int8' }, 300),
  envelope({ type: 'int16' }, -40000),
  envelope({ type: 'int64' }, true),
  '{"schema":{"type":"int64"},"payload":9223372036854775807}',
  '{"schema":{"type":"int64"},"payload":9223372036854775808}',
  envelope({ type: 'float' }, 'x'),
  envelope({ type: 'double' }, 5),
  envelope({ type: 'boolean' }, 'true'),
  envelope({ type: 'string' }, null),
  envelope({ type: 'string', optional: true }, null),
  envelope({ type: 'string', default: 'd' }, null),
  envelope({ type: 'bytes' }, 'AQI='),
  envelope({ type: 'array', items: { type: 'int32' } }, { a: 1 }),
  envelope({ type: 'array', items: { type: 'int32' } }, 'x'),
  envelope({ type: 'array' }, []),
  envelope({ type: 'map', keys: { type: 'string' }, values: { type: 'int32' } }, []),
  envelope({ type: 'map', keys: { type: 'int32' }, values: { type: 'int32' } }, { a: 1 }),
  envelope({ type: 'map', keys: { type: 'int32' }, values: { type: 'int32' } }, [[1, 2, 3]]),
  envelope({ type: 'map', keys: { type: 'int32' }, values: { type: 'int32' } }, [1]),
  envelope({ type: 'map', values: { type: 'int32' } }, {}),
  envelope({ type: 'map', keys: { type: 'int32' } }, {}),
  envelope(struct({ type: 'int32', field: 'a' }), { a: 1, b: 2 }),
  envelope(struct({ type: 'int32', field: 'a' }), {}),
  envelope(struct({ type: 'string', field: 'a' }), { a: 1 }),
  envelope(struct({ type: 'string', field: 'a', optional: true }), { a: 1 }),
  envelope(struct({ type: 'int32' }), {}),
  envelope(struct(), 5),
  envelope({ type: 'struct' }, {}),
  envelope({ type: 'point' }, 1),
  envelope({}, 1),
  envelope({ type: 'int32', name: 'org.apache.kafka.connect.data.Date', version: 1 }, 3),
  envelope({ type: 'int32', name: 'org.apache.kafka.connect.data.Date', version: 1 }, 'x'),
  envelope({ type: 'int32', name: 'org.apache.kafka.connect.data.Time', version: 1 }, 1.5),
  envelope({ type: 'int64', name: 'org.apache.kafka.connect.data.Timestamp', version: 1 }, 'x'),
  envelope(
    { type: 'bytes', name: 'org.apache.kafka.connect.data.Decimal', parameters: { scale: '2' } },
    'AQI=',
  ),
  '{"schema":{"type":"bytes","name":"org.apache.kafka.connect.data.Decimal","parameters":{"scale":"2"}},"payload":1.50}',
  envelope({ type: 'bytes', name: 'org.apache.kafka.connect.data.Decimal', parameters: { scale: '2' } }, {}),
  envelope({ type: 'int32', parameters: { a: 1 } }, 1),
  envelope({ type: 'int32', parameters: { a: 'b' }, doc: 'd', version: 2, name: 'n', default: 7 }, null),
]

const bare = ['1', '1.5', '"x"', 'true', 'null', '[1,[2.5]]', '{"a":{"b":[null]},"__proto__":1}']

test(
  'JsonConverter reads odd payloads as Kafka Connect does, or refuses them in the same words',
  async () => {
    const ask = (config: Record<string, string>, texts: string[]): Question[] =>
      texts.map((text) => ({
        ...{ ask: 'toConnect', class: jsonClass, config },
        bytes: Buffer.from(text).toString('base64'),
      }))
    const answers = await askConnect([...ask({}, oddPayloads), ...ask({ 'schemas.enable': 'false' }, bare)])
    const read = (config: Record<string, string>) => (text: string) => {
      const converter = jsonConverter(config)
      try {
        return [text, untyped(typed(converter.toConnect('t', Buffer.from(text))))]
      } catch (error) {
        return [text, error instanceof DataError ? error.message : String(error)]
      }
    }
    const ours = [...oddPayloads.map(read({})), ...bare.map(read({ 'schemas.enable': 'false' }))]
    const expected = [...oddPayloads, ...bare].map((text, index) => {
      const answer = answers[index] ?? {}
      return [text, answer.message ?? untyped(theirs(answer))]
    })
    expect(ours).toEqual(expected)
  },
  fiveMinutes,
)

const plain: [className: string, schema: ConnectSchema | null, values: ConnectValue[]][] = [
  ['storage.StringConverter', schemas.string, ['', 'grün', null]],
  ['storage.StringConverter', schemas.float64, [1, 1e10, -0.001, 123456789.5]],
  ['storage.StringConverter', schemas.float32, [Math.fround(0.1), 1e10, 3]],
  ['converters.ByteArrayConverter', schemas.bytes, [Buffer.from([1, 0]), null]],
  ['converters.IntegerConverter', schemas.int32, [1, -1, null]],
  ['converters.LongConverter', schemas.int64, [1, -9223372036854775808n, null]],
  ['converters.ShortConverter', schemas.int16, [1, -32768]],
  ['converters.FloatConverter', schemas.float32, [1.5, null]],
  ['converters.DoubleConverter', schemas.float64, [1.1, null]],
  ['converters.BooleanConverter', schemas.boolean, [true, false, null]],
  ['storage.SimpleHeaderConverter', schemas.int32, [1, null]],
  ['storage.SimpleHeaderConverter', schemas.string, ['a', '[1,2]', '']],
]

test(
  'converters of bare values and of headers write and read the same bytes',
  async () => {
    const cases = plain.flatMap(([name, schema, values]) =>
      values.map((value) => ({ class: `org.apache.kafka.connect.${name}`, schema, value })),
    )
    const written = await askConnect(
      cases.map(({ class: name, schema, value }) => ({
        ...{ ask: 'fromConnectHeader', class: name, config: {} },
        ...{ schema: schemaForJudge(schema), value: valueForJudge(schema, value) },
      })),
    )
    const header = (name: string) =>
      openConverters({
        ...{ kind: 'sink', dialect: 'self-managed', registry: null },
        config: { 'header.converter': name },
      }).header
    const ours = cases.map((one) => header(one.class).fromConnect('t', 'h', one.schema, one.value))
    expect(ours.map((bytes) => bytes?.toString('base64') ?? null)).toEqual(written.map(({ bytes }) => bytes))
    const read = await askConnect(
      cases.map((one, index) => ({
        ...{ ask: 'toConnectHeader', class: one.class, config: {} },
        bytes: written[index]?.bytes ?? null,
      })),
    )
    const back = cases.map((one, index) =>
      untyped(typed(header(one.class).toConnect('t', 'h', ours[index] ?? null))),
    )
    expect(back).toEqual(read.map((answer) => untyped(theirs(answer))))
  },
  fiveMinutes,
)
