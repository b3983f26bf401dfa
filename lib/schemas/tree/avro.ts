import { avroPrimitives } from '@/lib/schemas/avro/model'
import { isObject, readJson, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { inside, listed, textOf, treeNode, type Around, type TreeNode } from '@/lib/schemas/tree/node'

type Definition = { json: JsonObject; namespace: string; fullName: string }
type Definitions = ReadonlyMap<string, Definition>
type Scope = { definitions: Definitions; namespace: string; around: Around }
type Shape = Pick<TreeNode, 'type' | 'logical' | 'notes' | 'children'> & {
  doc: string | null
  isNullable: boolean
}

/** @throws InvalidSchemaError when it is not JSON. */
export function avroTree(text: string): TreeNode {
  const json = /^\s*[\w.]+\s*$/.test(text) ? text.trim() : readJson(text)
  const definitions = new Map<string, Definition>()
  collect(json, '', definitions)
  const { isNullable, ...shape } = shapeOf(json, { definitions, namespace: '', around: new Set() })
  return treeNode({ ...shape, name: 'root', isOptional: isNullable })
}

const named = ['record', 'error', 'enum', 'fixed']

function collect(json: Json, namespace: string, into: Map<string, Definition>): void {
  if (Array.isArray(json)) for (const item of json) collect(item, namespace, into)
  if (!isObject(json)) return
  const { type, name, fields } = json
  let below = namespace
  if (typeof type === 'string' && named.includes(type) && typeof name === 'string') {
    const fullName = qualified(name, typeof json['namespace'] === 'string' ? json['namespace'] : namespace)
    below = fullName.slice(0, Math.max(0, fullName.lastIndexOf('.')))
    if (!into.has(fullName)) into.set(fullName, { json, namespace: below, fullName })
  }
  if (Array.isArray(fields))
    for (const field of fields) if (isObject(field)) collect(field['type'] ?? null, below, into)
  for (const part of [type, json['items'], json['values']])
    if (part !== undefined && typeof part !== 'string') collect(part, below, into)
}

const qualified = (name: string, namespace: string): string =>
  name.includes('.') || namespace === '' ? name : `${namespace}.${name}`

const plain = (type: string): Shape => ({
  type,
  logical: null,
  notes: [],
  doc: null,
  isNullable: type === 'null',
  children: null,
})

function shapeOf(json: Json | undefined, scope: Scope): Shape {
  if (typeof json === 'string') return nameShape(json, scope)
  if (Array.isArray(json)) return unionShape(json, scope)
  if (!isObject(json)) return plain('?')
  const { type } = json
  if (typeof type !== 'string') return shapeOf(type, scope)
  if (named.includes(type)) return definedShape(json, scope)
  if (type === 'array' || type === 'map') {
    const inner = shapeOf(type === 'array' ? json['items'] : json['values'], scope)
    return { ...inner, doc: null, isNullable: false, type: `${type} of ${inner.type}` }
  }
  return { ...nameShape(type, scope), logical: logicalOf(json) }
}

function nameShape(name: string, scope: Scope): Shape {
  const { definitions, namespace } = scope
  const found = definitions.get(qualified(name, namespace)) ?? definitions.get(name)
  return found && !(avroPrimitives as readonly string[]).includes(name)
    ? definedShape(found.json, { ...scope, namespace: found.namespace })
    : plain(name)
}

function definedShape(json: JsonObject, scope: Scope): Shape {
  const { name, type, symbols, size } = json
  const space = typeof json['namespace'] === 'string' ? json['namespace'] : scope.namespace
  const fullName = qualified(typeof name === 'string' ? name : '?', space)
  const short = fullName.slice(fullName.lastIndexOf('.') + 1)
  const shape = {
    ...plain(`${textOf(type) ?? '?'} ${short}`),
    logical: logicalOf(json),
    doc: textOf(json['doc']),
  }
  if (Array.isArray(symbols)) return { ...shape, notes: [listed(symbols.map(String))] }
  if (typeof size === 'number') return { ...shape, notes: [`${size} bytes`] }
  if (scope.around.has(fullName)) return { ...shape, notes: ['holds itself'] }
  const namespace = fullName.slice(0, Math.max(0, fullName.lastIndexOf('.')))
  const below = { ...scope, namespace, around: inside(scope.around, fullName) }
  const fields = Array.isArray(json['fields']) ? json['fields'] : []
  return { ...shape, children: () => fields.filter(isObject).map((field) => fieldNode(field, below)) }
}

function unionShape(branches: Json[], scope: Scope): Shape {
  const others = branches.filter((branch) => branch !== 'null')
  const isNullable = others.length < branches.length
  const [only] = others
  if (others.length <= 1) return { ...shapeOf(only ?? 'null', scope), isNullable }
  const shapes = others.map((branch) => shapeOf(branch, scope))
  return {
    ...plain(`union of ${shapes.map(({ type }) => type).join(', ')}`),
    isNullable,
    children: shapes.some(({ children }) => children !== null)
      ? () => shapes.map(({ isNullable: _, ...shape }) => treeNode({ ...shape, name: 'either' }))
      : null,
  }
}

function fieldNode(field: JsonObject, scope: Scope): TreeNode {
  const { isNullable, ...shape } = shapeOf(field['type'], scope)
  const aliases = Array.isArray(field['aliases']) ? field['aliases'].map(String) : []
  return treeNode({
    ...shape,
    name: typeof field['name'] === 'string' ? field['name'] : '?',
    isOptional: isNullable,
    default: field['default'] === undefined ? null : JSON.stringify(field['default']),
    doc: textOf(field['doc']) ?? shape.doc,
    notes: [...shape.notes, ...(aliases.length > 0 ? [`also ${listed(aliases)}`] : [])],
  })
}

function logicalOf(json: JsonObject): string | null {
  const { logicalType: name, precision, scale = 0 } = json
  if (typeof name !== 'string') return null
  return name === 'decimal' ? `decimal(${JSON.stringify(precision)}, ${JSON.stringify(scale)})` : name
}
