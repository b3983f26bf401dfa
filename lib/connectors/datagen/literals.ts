// Values written in the schema (options, defaults) as the JSON that a record will carry.
import { isObject } from './annotations'
import { memberName, type AvroNode, type Decimal } from './avro-schema'
import { base64, decimalBytes, decimalText, doubleText, floatText } from './numbers'
import { SchemaProblem } from './schema-problem'

export type DecimalFormat = 'BASE64' | 'NUMERIC'

const INT_MAX = 2_147_483_647
const encoder = new TextEncoder()

export const decimalJson = (unscaled: bigint, { scale }: Decimal, format: DecimalFormat): string =>
  format === 'NUMERIC' ? decimalText(unscaled, scale) : `"${base64(decimalBytes(unscaled))}"`

const bytesJson = (
  value: unknown,
  node: AvroNode & { decimal?: Decimal },
  format: DecimalFormat,
): string | undefined => {
  if (node.decimal && typeof value === 'number') {
    return decimalJson(BigInt(Math.round(value * 10 ** node.decimal.scale)), node.decimal, format)
  }
  return typeof value === 'string' ? `"${base64(encoder.encode(value))}"` : undefined
}

const wholeJson = (value: unknown, limit: number): string | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= -limit - 1 && value <= limit
    ? String(value)
    : undefined

const containerJson = (
  node: AvroNode,
  value: unknown,
  format: DecimalFormat,
  path: string,
): string | undefined => {
  if (node.kind === 'array' && Array.isArray(value)) {
    return `[${value.map((item, i) => literalJson(node.items, item, format, `${path}[${i}]`)).join(',')}]`
  }
  if (node.kind === 'map' && isObject(value)) {
    const entries = Object.entries(value)
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${literalJson(node.values, v, format, `${path}.${k}`)}`).join(',')}}`
  }
  if (node.kind !== 'record' || !isObject(value)) return undefined
  const fields = node.fields.map(({ name, type, default: fallback, hasDefault }) => {
    if (!(name in value) && !hasDefault) throw new SchemaProblem(path, `an option lacks the field "${name}"`)
    return `${JSON.stringify(name)}:${literalJson(type, name in value ? value[name] : fallback, format, `${path}.${name}`)}`
  })
  return `{${fields.join(',')}}`
}

const unionJson = (
  branches: AvroNode[],
  value: unknown,
  format: DecimalFormat,
  path: string,
): string | undefined => {
  if (value === null) return branches.some((b) => b.kind === 'null') ? 'null' : undefined
  const members = branches.filter((b) => b.kind !== 'null')
  for (const member of members) {
    try {
      const json = literalJson(member, value, format, path)
      return members.length === 1 ? json : unionMemberJson(members, member, json)
    } catch (error) {
      if (!(error instanceof SchemaProblem)) throw error
    }
  }
  return undefined
}

/** Connect shows a union of several types as an object with one member set and the others null. */
const unionMemberJson = (members: AvroNode[], chosen: AvroNode, json: string): string =>
  `{${members.map((m) => `${JSON.stringify(memberName(m))}:${m === chosen ? json : 'null'}`).join(',')}}`

const scalarJson = (node: AvroNode, value: unknown, format: DecimalFormat): string | undefined => {
  switch (node.kind) {
    case 'null':
      return value === null ? 'null' : undefined
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : undefined
    case 'int':
      return wholeJson(value, INT_MAX)
    case 'long':
      return wholeJson(value, Number.MAX_SAFE_INTEGER)
    case 'float':
      return typeof value === 'number' ? floatText(Math.fround(value)) : undefined
    case 'double':
      return typeof value === 'number' ? doubleText(value) : undefined
    case 'string':
      return typeof value === 'string' ? JSON.stringify(value) : undefined
    case 'enum':
      return typeof value === 'string' && node.symbols.includes(value) ? JSON.stringify(value) : undefined
    case 'bytes':
    case 'fixed':
      return bytesJson(value, node, format)
    default:
      return undefined
  }
}

/** Throws SchemaProblem when the value does not fit the type. */
export const literalJson = (node: AvroNode, value: unknown, format: DecimalFormat, path: string): string => {
  const json =
    scalarJson(node, value, format) ??
    (node.kind === 'union'
      ? unionJson(node.branches, value, format, path)
      : containerJson(node, value, format, path))
  if (json === undefined) {
    const shown = JSON.stringify(value).slice(0, 80)
    throw new SchemaProblem(
      path,
      `${shown} does not fit the type ${node.kind === 'enum' ? `enum (${node.symbols.join(', ')})` : node.kind}`,
    )
  }
  return json
}
