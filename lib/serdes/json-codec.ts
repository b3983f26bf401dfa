// JSON documents behind a schema id. Decoding does not validate: what was written is shown; a document that is no
// JSON is an error. Encoding validates, as Confluent's serializers do.
import type { AnySchemaObject, ValidateFunction } from 'ajv'
import { newValidator } from '@/lib/schemas/json/draft'
import type { ParsedJsonSchema } from '@/lib/schemas/json/schema'
import { isObject, type Json } from '@/lib/schemas/json-text'
import { SerdesError } from '@/lib/serdes/serdes-error'

export function decodeJson(bytes: Buffer, offset: number): Json {
  const text = bytes.toString('utf8', offset)
  if (text.trim() === '')
    throw new SerdesError('truncated', 'The payload ends where the JSON document should start.')
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    throw new SerdesError('undecodable', `The payload is no JSON document: ${String(error)}`, null, error)
  }
}

const validators = new WeakMap<ParsedJsonSchema, ValidateFunction>()

/** @throws SerdesError `unencodable` with the pointer of the first value that the schema does not allow. */
export function encodeJson(schema: ParsedJsonSchema, value: Json): Buffer {
  const validate = validators.get(schema) ?? compile(schema)
  validators.set(schema, validate)
  if (validate(value) !== true) {
    const [error] = validate.errors ?? []
    const at = error?.instancePath === '' || error === undefined ? 'The value' : error.instancePath
    throw new SerdesError('unencodable', `${at}: ${error?.message ?? 'not allowed by the schema'}.`)
  }
  return Buffer.from(JSON.stringify(value))
}

function compile({ draft, root, references }: ParsedJsonSchema): ValidateFunction {
  const ajv = newValidator(draft)
  const plain = (schema: Json): AnySchemaObject | boolean => {
    if (!isObject(schema)) return schema === true
    // Its draft is chosen already, and what it says of itself may be spelt in ways that ajv does not know.
    return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema'))
  }
  for (const [name, schema] of references) ajv.addSchema(plain(schema), name)
  try {
    return ajv.compile(plain(root))
  } catch (error) {
    throw new SerdesError('unencodable', `The schema cannot validate: ${String(error)}`, null, error)
  }
}
