// What Kafka Connect's own classes answer (converters, Values, transforms, predicates): one JVM for all questions.
import { decimalText } from '@/lib/connectors/data/decimals'
import { doubleText, floatText } from '@/lib/connectors/data/java-text'
import type { ConnectHeader, ConnectRecord } from '@/lib/connectors/data/record'
import type { ConnectSchema, ConnectValue } from '@/lib/connectors/data/schema'
import { isDecimal, isList, isMap, isObjectValue } from '@/lib/connectors/data/struct'
import { ensureJavaJudge } from '@/launcher/steps/java-judge.mjs'
import { run } from '@/tests/support/outside-client'

export type JudgeJson =
  null | string | number | boolean | readonly JudgeJson[] | { readonly [name: string]: JudgeJson }

type Typed = { schema: JudgeJson; value: JudgeJson }
type Plugin = { class: string; config: Record<string, string> }
export type JudgeRecord = Omit<ConnectRecord, 'origin'>

export type Question =
  | { ask: 'parse'; text: string }
  | ({ ask: 'text' | 'javaText' } & Typed)
  | ({ ask: 'toConnect' | 'toConnectHeader'; bytes: string | null; isKey?: boolean } & Plugin)
  | ({ ask: 'fromConnect' | 'fromConnectHeader'; isKey?: boolean } & Plugin & Typed)
  | ({ ask: 'transform' | 'predicate'; record: JudgeJson } & Plugin)

export type Answer = {
  /** The class and message of what was thrown. */
  error?: string
  message?: string
  nothing?: true
  schema?: JudgeJson
  value?: JudgeJson
  text?: string
  bytes?: string | null
  /** Null: dropped. */
  record?: JudgeJson
  holds?: boolean
}

export async function askConnect(questions: readonly Question[]): Promise<Answer[]> {
  const classPath = await ensureJavaJudge('connect-judge')
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('')
  const jvm = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-cp', classPath, 'ConnectJudge']
  const { code, lines, errors } = await run('java', jvm, input)
  if (code !== 0 || lines.length !== questions.length)
    throw new Error(
      `ConnectJudge answered ${lines.length} of ${questions.length}, exit code ${code}: ${errors}`,
    )
  return lines.map((line) => JSON.parse(line) as Answer)
}

/** A schema as the judge reads and writes it; equal ones give equal JSON. */
export function schemaForJudge(schema: ConnectSchema | null | undefined): JudgeJson {
  if (!schema) return null
  const { type, optional, name, version, doc, parameters, fields, keySchema, valueSchema } = schema
  const given = schema.default ?? null
  return {
    ...{ type, optional },
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    ...(doc === undefined ? {} : { doc }),
    ...(parameters === undefined || Object.keys(parameters).length === 0 ? {} : { parameters }),
    ...(given === null ? {} : { default: valueForJudge(schema, given) }),
    ...(fields && {
      fields: fields.map((one) => ({ name: one.name, schema: schemaForJudge(one.schema) })),
    }),
    ...(keySchema && { keySchema: schemaForJudge(keySchema) }),
    ...(valueSchema && { valueSchema: schemaForJudge(valueSchema) }),
  }
}

const integerKinds: Partial<Record<ConnectSchema['type'], string>> = {
  INT8: 'int8',
  INT16: 'int16',
  INT32: 'int32',
}

/** A value with its Java class. Without a schema, whole numbers are Long, others Double, objects maps. */
export function valueForJudge(schema: ConnectSchema | null, value: ConnectValue): JudgeJson {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' || typeof value === 'bigint') return numberForJudge(schema, value)
  if (value instanceof Date) return { date: value.getTime() }
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') }
  if (isDecimal(value)) return { decimal: decimalText(value) }
  const itemSchema = schema?.valueSchema ?? null
  if (isList(value)) return { list: value.map((item) => valueForJudge(itemSchema, item)) }
  if (isMap(value))
    return {
      map: sorted(
        Array.from(value, ([key, item]) => [
          valueForJudge(schema?.keySchema ?? null, key),
          valueForJudge(itemSchema, item),
        ]),
      ),
    }
  if (!isObjectValue(value)) throw new Error('A value of no known kind.')
  if (schema?.fields === undefined)
    return { map: sorted(Object.entries(value).map(([key, item]) => [key, valueForJudge(null, item)])) }
  const fields = schema.fields.map((one) => [one.name, valueForJudge(one.schema, value[one.name] ?? null)])
  return { struct: Object.fromEntries(fields) as JudgeJson }
}

function numberForJudge(schema: ConnectSchema | null, value: number | bigint): JudgeJson {
  const integer = schema && integerKinds[schema.type]
  if (integer) return { [integer]: Number(value) }
  if (typeof value === 'number' && schema?.type === 'FLOAT32') return { float32: floatText(value) }
  if (typeof value === 'number' && (schema?.type === 'FLOAT64' || !Number.isSafeInteger(value)))
    return { float64: doubleText(value) }
  return { int64: String(value) }
}

/** Maps of Java have no order. */
const sorted = (entries: JudgeJson[]): JudgeJson[] =>
  entries.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** An answer's maps in the order that `valueForJudge` gives. */
export function inOrder(json: JudgeJson): JudgeJson {
  if (typeof json !== 'object' || json === null) return json
  if (isJsonList(json)) return json.map(inOrder)
  return Object.fromEntries(
    Object.entries(json).map(([name, item]) => [
      name,
      name === 'map' && isJsonList(item) ? sorted(item.map(inOrder)) : inOrder(item),
    ]),
  )
}

const isJsonList = (json: JudgeJson): json is readonly JudgeJson[] => Array.isArray(json)

const headerForJudge = ({ key, schema, value }: ConnectHeader): JudgeJson => ({
  key,
  schema: schemaForJudge(schema),
  value: valueForJudge(schema, value),
})

/** A record as the judge reads and writes it; null: dropped. */
export const recordForJudge = (record: JudgeRecord | null): JudgeJson =>
  record && {
    topic: record.topic,
    partition: record.partition,
    timestamp: record.timestamp,
    keySchema: schemaForJudge(record.keySchema),
    key: valueForJudge(record.keySchema, record.key),
    valueSchema: schemaForJudge(record.valueSchema),
    value: valueForJudge(record.valueSchema, record.value),
    headers: record.headers.map(headerForJudge),
  }
