// Our verdicts on random pairs of JSON Schemas against ajv's validation of documents.
import { jsonIncompatibilities } from '@/lib/schemas/json/compatibility'
import { newValidator } from '@/lib/schemas/json/draft'
import { parseJsonSchema } from '@/lib/schemas/json/schema'
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { noReferences } from '@/lib/schemas/references'
import { seededRandom } from '@/tests/support/random'
import type { Judged } from '@/tests/support/verdicts/avro'
import { documentOf } from '@/tests/support/verdicts/json-documents'
import { changeJsonSchema, randomJsonSchema } from '@/tests/support/verdicts/json-schemas'

export type JudgedJson = Judged & {
  /** Documents refused for what the rules forgive: several parts of a `oneOf` fit, or a required property has a default. */
  forgiven: number
  documents: number
  /** Pairs called incompatible of which no document was found that proves it. */
  unproven: number
  incompatible: number
}

const parse = (schema: Json) => parseJsonSchema(JSON.stringify(schema), noReferences)

export function judgeJson(seeds: number[], documentsPerPair: number): JudgedJson {
  const judged: JudgedJson = {
    pairs: seeds.length,
    compatible: 0,
    incompatible: 0,
    documents: 0,
    forgiven: 0,
    unproven: 0,
    disagreements: [],
  }
  for (const seed of seeds) {
    const random = seededRandom(seed)
    const writer = randomJsonSchema(random)
    const reader =
      random(12) === 0 ? withoutPatterns(randomJsonSchema(random)) : changeJsonSchema(random, writer)
    const isCompatible = jsonIncompatibilities(parse(reader), parse(writer)).length === 0
    const isRefused = refusal(writer, reader)
    const documents = Array.from({ length: documentsPerPair }, () => documentOf(random, writer, writer))
    const verdicts = documents.map((document) => isRefused(document))
    const refused = documents.filter((_, index) => verdicts[index] === 'refused')
    judged.documents += verdicts.filter((verdict) => verdict !== 'not valid before').length
    judged.forgiven += verdicts.filter((verdict) => verdict === 'forgiven').length
    judged[isCompatible ? 'compatible' : 'incompatible']++
    if (isCompatible && refused.length > 0)
      judged.disagreements.push({ seed, reader, writer, refused: refused[0] })
    if (!isCompatible && refused.length === 0) judged.unproven++
  }
  return judged
}

/** Confluent's rules look at `patternProperties` only where they cover a property: new ones are not seen. */
const withoutPatterns = (schema: JsonObject): JsonObject =>
  JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === 'patternProperties' ? undefined : value,
  ) as JsonObject

type Verdict = 'not valid before' | 'valid' | 'forgiven' | 'refused'

const ajv = newValidator('07')

function refusal(writer: JsonObject, reader: JsonObject): (document: Json) => Verdict {
  const [wrote, reads] = [ajv.compile(writer), ajv.compile(reader)]
  let readsRelaxed: ((document: Json) => unknown) | undefined
  return (document) => {
    if (wrote(document) !== true) return 'not valid before'
    if (reads(document) === true) return 'valid'
    readsRelaxed ??= ajv.compile(relaxed(reader) as JsonObject)
    return readsRelaxed(document) === true ? 'forgiven' : 'refused'
  }
}

/** Without what the rules forgive. */
function relaxed(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(relaxed)
  if (!isObject(schema)) return schema
  const { oneOf, required, ...rest } = schema
  const next = Object.fromEntries(Object.entries(rest).map(([word, value]) => [word, relaxed(value)]))
  if (oneOf !== undefined) next['anyOf'] = relaxed(oneOf)
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  const hasDefault = (name: Json): boolean => {
    const property = typeof name === 'string' ? properties[name] : undefined
    return isObject(property) && 'default' in property
  }
  if (Array.isArray(required)) next['required'] = required.filter((name) => !hasDefault(name))
  return next
}
