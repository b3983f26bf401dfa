// One request to the API as data: what a form sends, and what "Show as" says in other words. Isomorphic.
export type ApiRequest = {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Without the query; names in it are encoded. */
  path: string
  query?: Record<string, string | undefined>
  body?: unknown
  /** Where secrets stand in the body, and the variable that is shown in their place. */
  secrets?: readonly { path: readonly string[]; variable: string }[]
  /** Not sent: CLI and Terraform want to know in which environment a Kafka cluster lies. */
  environmentId?: string | undefined
  /** Not sent: where programs reach the Schema Registry that the console reaches through its proxy. */
  registry?: { endpoint: string; environmentId: string }
}

// Two characters that nobody types stand around a variable's name until a tool's own quoting is done.
const open = '\uE000'
const close = '\uE001'
const marked = /\uE000(\w+)\uE001/g
/** A value that is not known yet, or secret: `$NAME` in a shell, `var.name` in Terraform. */
export const variable = (name: string): string => `${open}${name}${close}`
export const fillVariables = (text: string, fill: (name: string) => string): string =>
  text.replaceAll(marked, (_, name: string) => fill(name))

/** Either the words, or why the tool has none for this. */
export type Shown = { text: string } | { missing: string }

/** The value of `pattern`'s `:names` in the path, or null when it is another path. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const values: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const actual = given[index] ?? ''
    if (segment.startsWith(':')) values[segment.slice(1)] = decodeURIComponent(actual)
    else if (segment !== actual) return null
  }
  return values
}

export type Words = (request: ApiRequest, names: Names) => Shown
/** Names in the path; one that the pattern lacks is ''. */
export type Names = (name: string) => string

/** The entry of a table of `METHOD /path/:name` that speaks of this request. */
export function wordsFor(table: Readonly<Record<string, Words>>, request: ApiRequest): Shown | null {
  for (const [key, words] of Object.entries(table)) {
    const [method, pattern = ''] = key.split(' ')
    const values = method === request.method ? matchPath(pattern, request.path) : null
    if (values) return words(request, (name) => values[name] ?? '')
  }
  return null
}

/** What stands at a path of the body. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined,
    value,
  )
}

/** The text there; undefined when it is absent or empty. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path)
  if (typeof found === 'number' || typeof found === 'boolean') return String(found)
  return typeof found === 'string' && found !== '' ? found : undefined
}

export const listAt = (value: unknown, ...path: readonly string[]): readonly unknown[] => {
  const found = at(value, ...path)
  return Array.isArray(found) ? (found as unknown[]) : []
}

/** A copy of the body with variables in the place of its secrets. */
export function withoutSecrets({ body, secrets = [] }: ApiRequest): unknown {
  if (secrets.length === 0) return body
  const copy = structuredClone(body)
  for (const { path, variable: name } of secrets) {
    const holder = at(copy, ...path.slice(0, -1))
    const last = path.at(-1)
    if (typeof holder !== 'object' || holder === null || last === undefined) continue
    if ((holder as Record<string, unknown>)[last] !== undefined)
      (holder as Record<string, unknown>)[last] = variable(name)
  }
  return copy
}
