import { isObject, plainJson, readJson, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { inside, listed, textOf, treeNode, type Around, type TreeNode } from '@/lib/schemas/tree/node'

type Scope = { root: Json; around: Around }
type Naming = Pick<TreeNode, 'name'> & Partial<TreeNode>

/** @throws InvalidSchemaError when it is not JSON. */
export function jsonSchemaTree(text: string): TreeNode {
  const root = plainJson(readJson(text))
  return nodeOf(root, { name: 'root' }, { root, around: new Set() })
}

function nodeOf(given: Json | undefined, naming: Naming, scope: Scope): TreeNode {
  if (!isObject(given)) return treeNode({ type: given === false ? 'nothing' : 'anything', ...naming })
  const ref = textOf(given['$ref'])
  if (ref === null) return describe(given, naming, scope)
  const target = find(ref, scope.root)
  const name = ref.slice(ref.lastIndexOf('/') + 1) || ref
  if (!isObject(target)) return describe({ ...given, type: name }, naming, scope)
  if (scope.around.has(ref)) return treeNode({ type: name, notes: ['holds itself'], ...naming })
  const { $ref: _, ...own } = given
  return nodeOf({ ...target, ...own }, naming, { ...scope, around: inside(scope.around, ref) })
}

function find(ref: string, root: Json): Json | undefined {
  if (ref !== '#' && !ref.startsWith('#/')) return undefined
  return ref
    .split('/')
    .slice(1)
    .map((key) => decode(key).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json | undefined>(
      (at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined),
      root,
    )
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function describe(schema: JsonObject, naming: Naming, scope: Scope): TreeNode {
  const parts = partsOf(schema)
  const items = itemsOf(schema)
  const item = items === undefined ? null : nodeOf(items, { name: 'items' }, scope)
  const isObjectType = isObject(schema['properties']) || parts.length > 0
  return treeNode({
    type: item ? `array of ${item.type}` : typeOf(schema),
    logical: textOf(schema['format']),
    default: schema['default'] === undefined ? null : JSON.stringify(schema['default']),
    doc: textOf(schema['description']) ?? textOf(schema['title']),
    notes: [...notesOf(schema), ...(item?.notes ?? [])],
    children: isObjectType
      ? () => [...propertiesOf(schema, scope), ...parts.map(([schemas, name]) => group(schemas, name, scope))]
      : (item?.children ?? null),
    ...naming,
  })
}

function typeOf(schema: JsonObject): string {
  const { type } = schema
  if (typeof type === 'string') return type
  if (Array.isArray(type)) return type.map(String).join(' or ')
  if (isObject(schema['properties'])) return 'object'
  if (schema['const'] !== undefined) return 'constant'
  if (Array.isArray(schema['enum'])) return 'enum'
  return partsOf(schema).length > 0 ? 'combined' : 'anything'
}

function itemsOf(schema: JsonObject): Json | undefined {
  const { items, type } = schema
  if (items !== undefined && !Array.isArray(items)) return items
  return type === 'array' ? true : undefined
}

const partsOf = (schema: JsonObject) =>
  (
    [
      [schema['allOf'], 'all of'],
      [schema['anyOf'], 'any of'],
      [schema['oneOf'], 'one of'],
    ] as const
  ).flatMap(([schemas, name]) => (Array.isArray(schemas) ? [[schemas, name] as const] : []))

const group = (schemas: Json[], name: string, scope: Scope): TreeNode =>
  treeNode({
    name,
    type: `${schemas.length} schemas`,
    children: () => schemas.map((schema, index) => nodeOf(schema, { name: String(index + 1) }, scope)),
  })

function propertiesOf(schema: JsonObject, scope: Scope): TreeNode[] {
  const { properties, required, additionalProperties: others } = schema
  const needed = new Set(Array.isArray(required) ? required.map(String) : [])
  return [
    ...Object.entries(isObject(properties) ? properties : {}).map(([name, property]) =>
      nodeOf(property, { name, isOptional: !needed.has(name) }, scope),
    ),
    ...(isObject(others) ? [nodeOf(others, { name: 'any other', isOptional: true }, scope)] : []),
  ]
}

const bounds = [
  ['minimum', 'at least'],
  ['exclusiveMinimum', 'more than'],
  ['maximum', 'at most'],
  ['exclusiveMaximum', 'less than'],
  ['multipleOf', 'a multiple of'],
  ['minLength', 'length at least'],
  ['maxLength', 'length at most'],
  ['minItems', 'items at least'],
  ['maxItems', 'items at most'],
  ['pattern', 'matches'],
] as const

function notesOf(schema: JsonObject): string[] {
  const values = schema['enum']
  return [
    ...(Array.isArray(values) ? [listed(values.map((value) => JSON.stringify(value)))] : []),
    ...(schema['const'] === undefined ? [] : [`always ${JSON.stringify(schema['const'])}`]),
    ...bounds.flatMap(([key, words]) => {
      const value = schema[key]
      return typeof value === 'number' || typeof value === 'string' ? [`${words} ${value}`] : []
    }),
    ...(schema['uniqueItems'] === true ? ['no item twice'] : []),
    ...(schema['additionalProperties'] === false ? ['closed'] : []),
  ]
}
