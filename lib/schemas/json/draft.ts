// Which JSON Schema a text is written in, and whether it is a legal one: the drafts' own meta-schemas judge.
import { Ajv } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' }
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'

export type Draft = '04' | '06' | '07' | '2019-09' | '2020-12'

/** By `$schema`; without one, draft 7 as Confluent's serializers take it. */
export function draftOf(schema: Json): Draft {
  const id = isObject(schema) && typeof schema['$schema'] === 'string' ? schema['$schema'] : ''
  const match = /json-schema\.org\/draft(?:-(0[467])|\/(2019-09|2020-12))\/(?:hyper-)?schema/.exec(id)
  return (match?.[1] ?? match?.[2] ?? '07') as Draft
}

const options = { strict: false, validateFormats: false, allErrors: false } as const

/** A validator with the rules of a draft; draft 4 goes by those of draft 6 after `modernise`. */
export function newValidator(draft: Draft): Ajv {
  if (draft === '2019-09') return new Ajv2019(options)
  if (draft === '2020-12') return new Ajv2020(options)
  const ajv = new Ajv(options)
  if (draft !== '07') ajv.addMetaSchema(draft06)
  return ajv
}

const judges = new Map<Draft, Ajv>()

/** @throws InvalidSchemaError with the pointer of what the draft does not allow. */
export function checkDraft(schema: Json, draft: Draft): void {
  const judge = judges.get(draft) ?? newValidator(draft)
  judges.set(draft, judge)
  const plain = draft === '04' ? modernise(schema) : schema
  const metaSchema = draft === '04' || draft === '06' ? 'http://json-schema.org/draft-06/schema#' : undefined
  const judged = isObject(plain) ? { ...plain, $schema: metaSchema ?? judge.defaultMeta() } : plain
  if (judge.validateSchema(judged as JsonObject) === true) return
  const [error] = judge.errors ?? []
  throw new InvalidSchemaError(
    `Invalid JSON Schema: ${error?.message ?? 'not allowed'}`,
    error?.instancePath || '/',
  )
}

/** Draft 4 in the words of draft 6: `$id`, and exclusive bounds as numbers. */
export function modernise(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(modernise)
  if (!isObject(schema)) return schema
  const result: JsonObject = {}
  for (const [key, value] of Object.entries(schema)) {
    const isData = key === 'enum' || key === 'const' || key === 'default'
    if (key === 'id' && typeof value === 'string') result['$id'] = value
    else if (key !== '$schema') result[key] = isData ? value : modernise(value)
  }
  for (const [bound, exclusive] of [
    ['maximum', 'exclusiveMaximum'],
    ['minimum', 'exclusiveMinimum'],
  ] as const) {
    if (typeof result[exclusive] !== 'boolean') continue
    const limit = result[bound]
    if (result[exclusive] && limit !== undefined) {
      result[exclusive] = limit
      delete result[bound]
    } else delete result[exclusive]
  }
  return result
}
