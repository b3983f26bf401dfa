// A JSON Schema by what it says, for comparing two: one kind of constraint per node. A schema that says several
// things at once (a type and an enum) is all of its parts.
import { InvalidSchemaError, maxChain } from '@/lib/schemas/invalid-schema'
import { isObject, type Json, type JsonObject } from '@/lib/schemas/json-text'
import { followRef } from '@/lib/schemas/json/refs'
import type { ParsedJsonSchema } from '@/lib/schemas/json/schema'

export type Criterion = 'allOf' | 'anyOf' | 'oneOf'
export type SchemaNode =
  | { kind: 'true' | 'false' | 'null' | 'boolean' }
  | { kind: 'string' | 'number' | 'object' | 'array'; json: JsonObject; isInteger: boolean }
  | { kind: 'enum'; values: Json[] }
  | { kind: 'not'; schema: Json }
  | { kind: 'combined'; criterion: Criterion; parts: SchemaNode[] }

export type TypedNode = Extract<SchemaNode, { json: JsonObject }>

const keywords: Record<TypedNode['kind'], string[]> = {
  string: ['maxLength', 'minLength', 'pattern', 'format'],
  number: ['maximum', 'minimum', 'exclusiveMaximum', 'exclusiveMinimum', 'multipleOf'],
  object: [
    'properties',
    'required',
    'additionalProperties',
    'unevaluatedProperties',
    'patternProperties',
    'maxProperties',
    'minProperties',
    'dependencies',
    'dependentRequired',
    'dependentSchemas',
  ],
  array: [
    'items',
    'prefixItems',
    'additionalItems',
    'unevaluatedItems',
    'maxItems',
    'minItems',
    'uniqueItems',
    'contains',
    'maxContains',
    'minContains',
  ],
}

export class Nodes {
  private readonly schema: ParsedJsonSchema
  private readonly made = new Map<Json, SchemaNode>()
  private depth = 0

  constructor(schema: ParsedJsonSchema) {
    this.schema = schema
  }

  /** The same schema gives the same node, so pairs can be remembered. */
  of(given: Json): SchemaNode {
    if (!isObject(given)) return { kind: given === false ? 'false' : 'true' }
    const known = this.made.get(given)
    if (known !== undefined) return known
    // A combination that is a part of itself adds nothing to what its other parts say.
    this.made.set(given, { kind: 'true' })
    if (++this.depth > maxChain)
      throw new InvalidSchemaError(`More than ${maxChain} combined schemas in a row`)
    const node = this.make(given)
    this.depth--
    this.made.set(given, node)
    return node
  }

  private make(given: JsonObject): SchemaNode {
    const isOld = ['04', '06', '07'].includes(this.schema.draft)
    const target = followRef(given, this.schema.refs)
    // Before 2019-09, what stands beside `$ref` does not count.
    const parts = target === given ? [] : [this.of(target)]
    if (target === given || !isOld) parts.push(...this.partsOf(given))
    const [first] = parts
    if (first === undefined) return { kind: 'true' }
    return parts.length === 1 ? first : { kind: 'combined', criterion: 'allOf', parts }
  }

  private partsOf(json: JsonObject): SchemaNode[] {
    const parts: SchemaNode[] = []
    const { type } = json
    if (Array.isArray(type)) {
      const nodes = type.map((one) => typed(String(one as string), json))
      const [only] = nodes
      parts.push(nodes.length === 1 && only ? only : { kind: 'combined', criterion: 'anyOf', parts: nodes })
    } else if (typeof type === 'string') parts.push(typed(type, json))
    else
      for (const kind of ['string', 'number', 'object', 'array'] as const)
        if (keywords[kind].some((word) => json[word] !== undefined)) parts.push(typed(kind, json))
    if (Array.isArray(json['enum'])) parts.push({ kind: 'enum', values: json['enum'] })
    if (json['const'] !== undefined) parts.push({ kind: 'enum', values: [json['const']] })
    if (json['not'] !== undefined) parts.push({ kind: 'not', schema: json['not'] })
    for (const criterion of ['allOf', 'anyOf', 'oneOf'] as const) {
      const list = json[criterion]
      if (Array.isArray(list))
        parts.push({ kind: 'combined', criterion, parts: distinct(list).map((one) => this.of(one)) })
    }
    return parts
  }
}

function typed(type: string, json: JsonObject): SchemaNode {
  switch (type) {
    case 'null':
    case 'boolean':
      return { kind: type }
    case 'integer':
      return { kind: 'number', json, isInteger: true }
    case 'string':
    case 'number':
    case 'object':
    case 'array':
      return { kind: type, json, isInteger: false }
    default:
      return { kind: 'true' }
  }
}

function distinct(schemas: Json[]): Json[] {
  const byText = new Map(schemas.map((schema) => [JSON.stringify(schema), schema]))
  return [...byText.values()]
}
