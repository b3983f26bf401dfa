import { fillVariables } from '@/lib/show-as/request'

// Terraform's language, as `terraform fmt` lays it out.
export type Body = readonly (Attribute | Block | null)[]
type Attribute = { name: string; value: string }
type Block = { block: string; body: Body }

/** A text as a literal: neither quotes nor `${` end it. */
export const literal = (text: string): string =>
  fillVariables(
    `"${text
      .replaceAll('\\', '\\\\')
      .replaceAll('"', '\\"')
      .replaceAll('\n', '\\n')
      .replaceAll('\r', '\\r')
      .replaceAll('\t', '\\t')
      .replaceAll(/[$%](?=\{)/g, (sign) => sign + sign)}"`,
    (name) => `\${var.${name.toLowerCase()}}`,
  )

/** An attribute with a literal; left out when there is no value. */
export const attribute = (name: string, text: string | undefined): Attribute | null =>
  text === undefined ? null : { name, value: literal(text) }
/** An attribute with a reference, a number or a map. */
export const raw = (name: string, value: string): Attribute => ({ name, value })
export const block = (name: string, ...body: Body): Block => ({ block: name, body })

/** A map as a value, two spaces deep. */
export function mapValue(entries: readonly (readonly [string, string])[]): string {
  if (entries.length === 0) return '{}'
  const width = Math.max(...entries.map(([name]) => literal(name).length))
  const lines = entries.map(([name, value]) => `    ${literal(name).padEnd(width)} = ${value}`)
  return `{\n${lines.join('\n')}\n  }`
}

export const resource = (type: string, label: string, ...body: Body): string =>
  `resource "${type}" "${label}" {\n${lines(body, 1).join('\n')}\n}`

/** A label that Terraform takes, made of a name of ours. */
export function labelOf(name: string | undefined): string {
  const label = (name ?? '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  return /^[a-z_]/.test(label) ? label : `r_${label || 'one'}`
}

function lines(body: Body, depth: number): string[] {
  const indent = '  '.repeat(depth)
  const entries = body.flatMap((entry) => (entry ? [entry] : []))
  return entries.flatMap((entry, index) => {
    if ('block' in entry) return [`${indent}${entry.block} {`, ...lines(entry.body, depth + 1), `${indent}}`]
    return [`${indent}${entry.name.padEnd(runWidth(entries, index))} = ${entry.value}`]
  })
}

// The signs of neighbouring one-line attributes stand under each other.
function runWidth(entries: readonly (Attribute | Block)[], index: number): number {
  const isInRun = (at: number): boolean => {
    const entry = entries[at]
    return entry !== undefined && !('block' in entry) && !entry.value.includes('\n')
  }
  if (!isInRun(index)) return 0
  let from = index
  let to = index
  while (isInRun(from - 1)) from -= 1
  while (isInRun(to + 1)) to += 1
  const run = entries.slice(from, to + 1)
  return Math.max(...run.map((entry) => ('block' in entry ? 0 : entry.name.length)))
}

/** What changes in a resource that Terraform has already. */
export const change = (type: string, label: string, id: string, ...body: Body): string =>
  [
    `# In the resource that manages ${id}; its other arguments stay as they are.`,
    resource(type, label, ...body),
  ].join('\n')

/** Destroys one resource; the first line is for one that Terraform has not made. */
export const destroy = (type: string, label: string, id: string): string =>
  [`# terraform import '${type}.${label}' '${id}'`, `terraform destroy -target='${type}.${label}'`].join('\n')
