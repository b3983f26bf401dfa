// A shape as a .proto file. What a typed field cannot say (values of several types, lists in lists, null within a list) is a
// google.protobuf.Value, which takes any JSON.
import { fieldNames, typeName, ValidNames } from '@/lib/schemas/infer-names'
import { numberKind, type Shape } from '@/lib/schemas/infer-shape'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { jsonNameOf } from '@/lib/serdes/proto-shape'

type Renamed = { from: string; to: string }[]
type Writing = { types: ValidNames; messages: string[]; hasValues: boolean; renamed: Renamed }

const scalars = { int: 'int32', long: 'int64', double: 'double' } as const
const anything = 'google.protobuf.Value'

export function protobufOfShape(shape: Shape, name: string): { schema: string; renamed: Renamed } {
  if (shape.objects === 0 || shape.arrays > 0 || shape.scalars.size > 0)
    throw new InvalidSchemaError('Protobuf describes messages, and not all of these are JSON objects')
  if (shape.values !== null)
    throw new InvalidSchemaError('The messages have too many different fields for a Protobuf message')
  // A type must not be named like a field beside it: the field would be found first.
  const writing: Writing = {
    types: new ValidNames(keysBelow(shape)),
    messages: [],
    hasValues: false,
    renamed: [],
  }
  writeMessage(shape, name, writing)
  const imports = writing.hasValues ? 'import "google/protobuf/struct.proto";\n\n' : ''
  const schema = `syntax = "proto3";\n\n${imports}${writing.messages.join('\n')}`
  return { schema, renamed: writing.renamed }
}

function keysBelow({ fields, values, items }: Shape): string[] {
  const below = [...fields.values()].map(({ shape }) => shape)
  const more = [values, items].filter((shape) => shape !== null)
  return [...fields.keys(), ...[...below, ...more].flatMap(keysBelow)]
}

/** @returns The name of the message. The first one that is written stands first in the file. */
function writeMessage(shape: Shape, name: string, writing: Writing): string {
  const type = writing.types.take(typeName(name))
  const place = writing.messages.push('') - 1
  const keys = [...shape.fields.keys()]
  const names = fieldNames(keys)
  const lines = [...shape.fields].map(([key, field], index) => {
    const fieldName = names.get(key) ?? key
    if (fieldName !== key) writing.renamed.push({ from: key, to: fieldName })
    const isNamed = fieldName !== key || isAmbiguous(key, keys)
    const option = isNamed ? ` [json_name = ${quoted(key)}]` : ''
    return `  ${fieldType(field.shape, key, writing)} ${fieldName} = ${index + 1}${option};\n`
  })
  writing.messages[place] = `message ${type} {\n${lines.join('')}}\n`
  return type
}

/** Its name in lowerCamelCase would be that of another field, or that field's. */
const isAmbiguous = (key: string, keys: readonly string[]): boolean =>
  keys.filter((other) => jsonNameOf(other) === jsonNameOf(key)).length > 1

const quoted = (text: string): string =>
  JSON.stringify(text).replace(/\\u([0-9a-f]{4})/gi, (_all, hex: string) =>
    [...Buffer.from(String.fromCharCode(parseInt(hex, 16)))]
      .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
      .join(''),
  )

function fieldType(shape: Shape, name: string, writing: Writing): string {
  const single = singleType(shape, name, writing)
  if (single !== null) return `optional ${single}`
  const isOnly = shape.scalars.size === 0
  if (isOnly && shape.arrays === 0 && shape.values !== null)
    return `map<string, ${itemType(shape.values, name, writing)}>`
  if (isOnly && shape.objects === 0 && shape.arrays > 0)
    return `repeated ${shape.items === null ? 'string' : itemType(shape.items, name, writing)}`
  return `optional ${value(writing)}`
}

const itemType = (shape: Shape, name: string, writing: Writing): string =>
  (shape.hasNull ? null : singleType(shape, name, writing)) ?? value(writing)

function value(writing: Writing): string {
  writing.hasValues = true
  return anything
}

/** Null: more than one type, a list, or a map. */
function singleType(shape: Shape, name: string, writing: Writing): string | null {
  const number = numberKind(shape)
  const types = [
    shape.scalars.has('string') ? 'string' : null,
    shape.scalars.has('boolean') ? 'bool' : null,
    number === null ? null : scalars[number],
    shape.objects > 0 ? 'message' : null,
    shape.arrays > 0 ? 'list' : null,
  ].filter((type) => type !== null)
  const [only = 'string'] = types
  if (types.length > 1 || only === 'list' || shape.values !== null) return null
  return only === 'message' ? writeMessage(shape, name, writing) : only
}
