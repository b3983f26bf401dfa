// The specification files: which operation a request is, and whether request and answer have its shapes.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'

type Node = Record<string, unknown>
export type SpecOperation = { file: string; method: string; path: string; node: Node; pathNode: Node }
export type SentRequest = { method: string; path: string; query: URLSearchParams; body?: unknown }
export type GivenAnswer = { status: number; contentType: string; body: unknown }

const methods = ['get', 'post', 'put', 'patch', 'delete']
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null
const nodeAt = (node: Node | undefined, key: string): Node | undefined => {
  const value = node?.[key]
  return isNode(value) ? value : undefined
}

export class SpecDocuments {
  readonly operations: SpecOperation[] = []
  readonly #documents = new Map<string, Node>()
  readonly #validators = new Map<string, ValidateFunction>()
  readonly #ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateSchema: false,
    unicodeRegExp: false,
    formats: { password: true, byte: true, binary: true },
  })

  constructor(folder: string) {
    addFormats(this.#ajv)
    for (const file of readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)))
      this.#add(
        file,
        withNull(parse(readFileSync(path.join(folder, file), 'utf8'), { maxAliasCount: -1 })) as Node,
      )
  }

  #add(file: string, document: Node): void {
    this.#documents.set(file, document)
    this.#ajv.addSchema(document, file)
    for (const [url, pathNode] of Object.entries(nodeAt(document, 'paths') ?? {})) {
      if (!isNode(pathNode)) continue
      for (const method of methods) {
        const node = nodeAt(pathNode, method)
        if (node) this.operations.push({ file, method: method.toUpperCase(), path: url, node, pathNode })
      }
    }
  }

  /** Literal segments win over parameters; a path that is documented with a query is meant when its first name is given. */
  find(method: string, url: string, query: Record<string, string> = {}): SpecOperation | undefined {
    const segments = url.split('/')
    const isMeant = (path: string): boolean => {
      const [own = '', name] = path.split(/[?=]/)
      return matches(own, segments) && (name === undefined ? !('expand' in query) : name in query)
    }
    return this.operations
      .filter((one) => one.method === method && isMeant(one.path))
      .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0]
  }

  /** What is wrong with a request that is meant to be right. */
  checkRequest({ file, node, pathNode }: SpecOperation, { query, body }: SentRequest): string[] {
    const problems: string[] = []
    const parameters = [node.parameters, pathNode.parameters]
      .flatMap((list) => (Array.isArray(list) ? (list as Node[]) : []))
      .map((one) => this.#resolve(file, one))
      .filter((one) => one.in === 'query')
    for (const name of query.keys())
      if (!parameters.some((one) => one.name === name)) problems.push(`query ${name} is not documented`)
    for (const one of parameters)
      if (one.required === true && !query.has(String(one.name)))
        problems.push(`query ${String(one.name)} is missing`)
    const schema = this.#bodySchema(file, nodeAt(node, 'requestBody'))
    if (body !== undefined && schema)
      problems.push(
        ...this.#check(file, schema, body)
          .filter((one) => !isOfServer(one))
          .map((one) => `request ${one}`),
      )
    return problems
  }

  checkAnswer({ file, node }: SpecOperation, { status, contentType, body }: GivenAnswer): string[] {
    const responses = nodeAt(node, 'responses')
    const found =
      nodeAt(responses, String(status)) ??
      nodeAt(responses, 'default') ??
      this.#likeOtherErrors(responses, status)
    if (!found) return [`status ${status} is not documented`]
    const content = nodeAt(this.#resolve(file, found), 'content')
    if (!content || Object.keys(content).length === 0)
      return body === undefined ? [] : [`a body with ${status}, which has none`]
    const media = Object.keys(content).find((documented) => isSameType(documented, contentType))
    if (media === undefined)
      return [`content type "${contentType}" with ${status}, documented: ${Object.keys(content).join(', ')}`]
    const schema = nodeAt(nodeAt(content, media), 'schema')
    return schema ? this.#check(file, schema, body).map((one) => `${status} ${one}`) : []
  }

  /** Some files leave out that an id may be unknown or a body wrong; then the answer has the shape of the operation's other errors. */
  #likeOtherErrors(responses: Node | undefined, status: number): Node | undefined {
    if (![400, 404, 409, 413, 429, 501].includes(status)) return undefined
    return ['400', '401', '403', '404']
      .map((other) => nodeAt(responses, other))
      .find((one) => one !== undefined)
  }

  #bodySchema(file: string, body: Node | undefined): Node | undefined {
    if (!body) return undefined
    const content = nodeAt(body, 'content') ?? nodeAt(this.#resolve(file, body), 'content')
    const [first = ''] = Object.keys(content ?? {})
    return nodeAt(nodeAt(content, 'application/json') ?? nodeAt(content, first), 'schema')
  }

  #resolve(file: string, node: Node): Node {
    if (typeof node.$ref !== 'string') return node
    const target = node.$ref
      .slice(2)
      .split('/')
      .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<Node | undefined>((at, part) => nodeAt(at, part), this.#documents.get(file))
    if (!target) throw new Error(`${file}: ${node.$ref} leads nowhere`)
    return this.#resolve(file, target)
  }

  #check(file: string, schema: Node, value: unknown): string[] {
    const text = JSON.stringify(schema)
    const key = `${file} ${text}`
    const rooted = JSON.parse(text.replaceAll('"$ref":"#/', `"$ref":"${file}#/`)) as Node
    const validate = this.#validators.get(key) ?? this.#ajv.compile(rooted)
    this.#validators.set(key, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message, params, schemaPath }) =>
        `${instancePath || 'body'} ${message} ${JSON.stringify(params)} (${schemaPath.slice(-60)})`,
    )
  }
}

/** With the parameters that are documented, in any order; others may come along. */
function isSameType(documented: string, given: string): boolean {
  const parts = (text: string): string[] => text.toLowerCase().split(/\s*;\s*/)
  return parts(documented).every((part) => parts(given).includes(part))
}

/** `nullable` without a type of its own, as OpenAPI 3.0 has it, in words of JSON Schema. */
function withNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNull)
  if (!isNode(value)) return value
  const { nullable, ...rest } = value
  const node = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, withNull(item)]))
  if (nullable !== true)
    return typeof nullable === 'boolean' ? node : { ...node, ...(nullable === undefined ? {} : { nullable }) }
  return 'type' in node ? { ...node, nullable } : { anyOf: [node, { type: 'null' }] }
}

const matches = (template: string, segments: string[]): boolean => {
  const wanted = template.split('/')
  return (
    wanted.length === segments.length &&
    wanted.every((part, index) => {
      const given = segments[index] ?? ''
      return part === given || (/^\{[^}]+\}$/.test(part) && given !== '')
    })
  )
}

/** Objects of the server's have fields that a client cannot send. */
const isOfServer = (problem: string): boolean =>
  /"missingProperty":"(id|metadata|status|api_version|kind|related|resource_name|created_at)"/.test(problem)
