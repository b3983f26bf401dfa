import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { isObject, plainJson, readJson, sortKeys, writeJson, type Json } from '@/lib/schemas/json-text'
import { checkDraft, draftOf, modernise, type Draft } from '@/lib/schemas/json/draft'
import { collectRefs, type Refs } from '@/lib/schemas/json/refs'
import type { ResolvedReferences } from '@/lib/schemas/references'

export type ParsedJsonSchema = {
  draft: Draft
  /** Plain numbers; draft 4 in the words of draft 6. */
  root: Json
  refs: Refs
  /** The schemas that are referred to, by the names they have in `$ref`. */
  references: ReadonlyMap<string, Json>
  /** As it came, with all digits. */
  written: Json
}

/**
 * A JSON Schema of draft 4, 6, 7, 2019-09 or 2020-12, with all that its `$ref`s lead to.
 * @throws InvalidSchemaError with the pointer of what is wrong.
 */
export function parseJsonSchema(text: string, resolved: ResolvedReferences): ParsedJsonSchema {
  const written = readJson(text)
  if (!isObject(written) && typeof written !== 'boolean')
    throw new InvalidSchemaError('A JSON Schema is an object, true or false')
  const draft = draftOf(written)
  const references = new Map([...resolved].map(([name, one]) => [name, prepare(readJson(one))]))
  const root = prepare(written)
  return { draft, root, references, refs: collectRefs(root, references), written }
}

function prepare(written: Json): Json {
  const draft = draftOf(written)
  const plain = plainJson(written)
  checkDraft(plain, draft)
  return draft === '04' ? modernise(plain) : plain
}

/** `normalize`: the order of properties does not count. */
export const printJsonSchema = ({ written }: ParsedJsonSchema, normalize = false): string =>
  writeJson(normalize ? sortKeys(written) : written)
