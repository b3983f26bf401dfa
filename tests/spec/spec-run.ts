// Sends requests to a running product and holds each of them, and its answer, against the specification.
import { setTimeout as pause } from 'node:timers/promises'
import { registryMedia } from '@/lib/http/registry-media'
import { type SpecDocuments, type SpecOperation } from './documents'

export type Answer = { status: number; body: unknown; headers: Headers }
export type Credentials = 'cloud' | 'kafka' | 'registry' | 'none'
type Options = {
  query?: Record<string, string>
  body?: unknown
  as?: Credentials
  /** Asked at the registry's port, with its media type. */
  isRegistry?: true
  /** The statuses that are right here; any 2xx when left out. */
  expect?: number[]
  /** False: the request is meant to be wrong. */
  isValid?: boolean
  /** False: an unknown id in the place of the last one is answered all the same. */
  hasUnknown?: boolean
}
/** Where what clients really read and the files differ, the clients win. */
const deviations: { path?: string; problem: RegExp; reason: string }[] = [
  {
    problem: /missingProperty":"(cloud\.environment|cloud\.provider|kafka\.endpoint|kafka\.region)"/,
    reason: 'a connector is read back as it was written: what clients did not write they take for drift',
  },
  {
    problem:
      /^content type "application\/vnd\.schemaregistry\.v1\+json" with 4\d\d, documented: application\/json$/,
    reason: 'every answer of a registry has its own media type unless a client wishes another',
  },
  {
    problem: /^200 body must be string .*/,
    reason: 'clients read what was set from compatibilityLevel, and a schema alone is bare text',
  },
  {
    path: '/subjects/{subject}/metadata',
    problem: /^(status 401 is not documented|a body with 404, which has none)$/,
    reason: 'the file leaves out of this one operation what it says of every other one of a registry',
  },
]

/** Thrown by a call of an operation that the product does not serve: its scenario ends there. */
export class NotServed extends Error {}

type Result = { statuses: Set<number>; problems: string[]; allowed: Set<string> }

export class SpecRun {
  readonly results = new Map<SpecOperation, Result>()
  /** Changes that were answered with success, by the id of their request. */
  readonly changes = new Map<string, SpecOperation>()

  constructor(
    readonly documents: SpecDocuments,
    readonly isServed: (operation: SpecOperation) => boolean,
    private readonly url: string,
    private readonly registryUrl: string,
    private readonly authorization: Record<Credentials, string | null>,
  ) {}

  async call<T = Record<string, unknown>>(method: string, path: string, options: Options = {}): Promise<T> {
    const operation = this.documents.find(method, path, options.query)
    if (!operation) throw new Error(`${method} ${path} is in no specification file`)
    if (!this.isServed(operation)) throw new NotServed(`${method} ${operation.path} is not served`)
    const isFirst = !this.results.has(operation)
    if (isFirst) await this.#probe(operation, method, path, options)
    const answer = await this.#send(operation, method, path, options)
    const { expect, isValid = true } = options
    const isRight = expect ? expect.includes(answer.status) : answer.status < 300
    if (!isRight)
      this.note(
        operation,
        `${answer.status} instead of ${expect?.join(' or ') ?? '2xx'}: ${short(answer.body)}`,
      )
    if (isValid)
      for (const problem of this.documents.checkRequest(operation, {
        ...{ method, path },
        query: new URLSearchParams(options.query),
        body: options.body,
      }))
        this.note(operation, problem)
    return answer.body as T
  }

  async until<T>(what: string, ask: () => Promise<T | null | false>): Promise<T> {
    const deadline = Date.now() + 60_000
    for (;;) {
      const value = await ask()
      if (value !== null && value !== false) return value
      if (Date.now() > deadline) throw new Error(`${what} did not happen within a minute`)
      await pause(300)
    }
  }

  /** What every operation must answer: 401 to nobody, an error of its own shape to an unknown id and to a body that is none. */
  async #probe(operation: SpecOperation, method: string, path: string, options: Options): Promise<void> {
    const probe = async (what: string, wanted: number[], at: string, change: Options): Promise<void> => {
      const { status, body } = await this.#send(operation, method, at, { ...options, ...change })
      if (!wanted.includes(status))
        this.note(operation, `${what}: ${status} instead of ${wanted.join(' or ')}: ${short(body)}`)
    }
    this.#result(operation)
    await probe('without credentials', [401], path, { as: 'none' })
    const unknown = withUnknownId(operation.path, path)
    if (unknown && options.hasUnknown !== false) await probe('unknown id', [404, 400], unknown, {})
    // What is not implemented looks at no body.
    if (options.body !== undefined && !options.expect?.includes(501))
      await probe('a list for a body', [400, 422], path, { body: [] })
  }

  async #send(operation: SpecOperation, method: string, path: string, options: Options): Promise<Answer> {
    const { query, body, isRegistry, as = isRegistry ? 'registry' : 'cloud' } = options
    const url = new URL(path, isRegistry ? this.registryUrl : this.url)
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value)
    const authorization = this.authorization[as]
    const response = await fetch(url, {
      method,
      headers: {
        ...(authorization === null ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': isRegistry ? registryMedia : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer = {
      status: response.status,
      body: parseBody(text, response.headers),
      headers: response.headers,
    }
    const contentType = response.headers.get('content-type') ?? ''
    this.#result(operation).statuses.add(answer.status)
    const requestId = response.headers.get('x-request-id')
    if (requestId === null) this.note(operation, 'the answer has no X-Request-Id')
    else if (method !== 'GET' && response.ok) this.changes.set(requestId, operation)
    for (const problem of this.documents.checkAnswer(operation, { ...answer, contentType }))
      this.note(operation, problem)
    return answer
  }

  #result(operation: SpecOperation): Result {
    const known = this.results.get(operation) ?? {
      statuses: new Set<number>(),
      problems: [],
      allowed: new Set<string>(),
    }
    this.results.set(operation, known)
    return known
  }

  note(operation: SpecOperation, problem: string): void {
    const { problems, allowed } = this.#result(operation)
    const deviation = deviations.find(
      (one) => one.problem.test(problem) && (one.path === undefined || one.path === operation.path),
    )
    if (deviation) allowed.add(deviation.reason)
    else if (!problems.includes(problem)) problems.push(problem)
  }
}

function parseBody(text: string, headers: Headers): unknown {
  // An export without a sample yet is a text, and an empty one.
  if (headers.get('content-type')?.startsWith('text/')) return text
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

const short = (body: unknown): string => (JSON.stringify(body) ?? '').slice(0, 300)

/** The same path with its last id replaced by one that nobody has. */
function withUnknownId(template: string, path: string): string | null {
  const wanted = template.split('/')
  const at = wanted.findLastIndex((part) => part.startsWith('{'))
  if (at === -1) return null
  const given = path.split('/')
  const id = given[at] ?? ''
  given[at] = /^\d+$/.test(id)
    ? '987654'
    : id.replace(/[a-z0-9]{6}$/i, 'zzzzz0') === id
      ? `${id}0`
      : id.replace(/[a-z0-9]{6}$/i, 'zzzzz0')
  return given.join('/')
}
