// The only way to make an endpoint: a declaration. Order of work: request id → host → authenticate → origin → rate → parse → handler → check → map errors.
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { db } from '@/lib/db'
import { AppError, type FieldError } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Ctx } from '@/lib/context'
import type { Action } from '@/lib/permissions'
import { recordAuditEvent } from '@/lib/audit-events/mutate'
import { authenticate, type Authenticated } from '@/lib/http/authenticate'
import { authenticateAtConnect } from '@/lib/http/authenticate-at-connect'
import { authenticateAtRegistry } from '@/lib/http/authenticate-at-registry'
import { checkHost, checkOrigin } from '@/lib/http/origin'
import { internalProblem, problem, type ErrorStyle } from '@/lib/http/problem'
import { takeToken, type Rate } from '@/lib/http/rate-limit'
import { plainJson, readJson } from '@/lib/http/read-body'
import { negotiate, registryJson, webLayerError } from '@/lib/http/registry-media'

type Schema = z.ZodType
type Out<S> = S extends z.ZodType ? z.output<S> : undefined

type Input<P, Q, B> = {
  params: Out<P>
  query: Out<Q>
  body: Out<B>
  /** The body as it came, for handing it on. */
  json: unknown
  request: Request
  requestId: string
}

/** What a handler gets of a request that was let in. */
export type Admitted<P, Q, B> = Input<P, Q, B> & { ctx: Ctx }

type Declaration<P, Q, B, R> = {
  /** Unique name, for example `org/v2/environments.create`. */
  id: string
  errors?: ErrorStyle
  params?: P
  query?: Q
  body?: B
  /** What leaves: unknown fields are dropped, so nothing is sent by accident. Leave out only for streams and 204. */
  response?: R
  status?: number
  bodyLimitBytes?: number
  rate?: Rate
  /** A list that answers everybody who is signed in, with what each may see. */
  isFiltered?: true
  /** `body` is one of many values on one connection, which the handler reads from the request itself. */
  isStream?: true
}

type Protected<P, Q, B, R> = Declaration<P, Q, B, R> & {
  /** Checked by the verb with `authorize`; a handler that returns without that check is an error. */
  permission: Action
  handler: (input: Admitted<P, Q, B>) => Promise<unknown>
}

type Public<P, Q, B, R> = Declaration<P, Q, B, R> & {
  permission: 'public'
  handler: (input: Input<P, Q, B>) => Promise<unknown>
}

/** The declaration without its handler: what OpenAPI, the authorization matrix and the specification check are made of. */
export type Operation = {
  id: string
  permission: Action | 'public'
  errors: ErrorStyle
  isFiltered: boolean
  status: number
  params?: Schema | undefined
  query?: Schema | undefined
  body?: Schema | undefined
  response?: Schema | undefined
}
type Params = { params: Promise<Record<string, string | string[] | undefined>> }
export type RouteHandler = ((request: Request, context: Params) => Promise<Response>) & {
  operation: Operation
  /** A dry run: goes as far as the decision on the declared permission and does nothing after it. */
  decide: (request: Request, context: Params) => Promise<'granted' | Response>
}

/** Ends a dry run where the verb would begin to act. */
class Granted extends Error {}

/** APIs of the worker's own ports, which decide themselves which keys open them. */
const portStyles: ReadonlySet<ErrorStyle> = new Set(['schema-registry', 'kafka-connect'])

const defaultRate: Rate = { perSecond: 100, burst: 300 }
const defaultBodyLimit = 1024 * 1024

export function route<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  R extends Schema | undefined = undefined,
>(declaration: Protected<P, Q, B, R> | Public<P, Q, B, R>): RouteHandler {
  const style = declaration.errors ?? 'control'
  const run = async (request: Request, context: Params, isDryRun: boolean): Promise<Response> => {
    const requestId = randomUUID()
    try {
      // No cookie is read there, so that a page behind another name has nothing to ask with; clients know many names of a server.
      if (!portStyles.has(style)) checkHost(request)
      return await answer(declaration, request, context, requestId, isDryRun)
    } catch (error) {
      if (error instanceof Granted) throw error
      if (error instanceof AppError) return problem(style, error, requestId)
      log.error({ requestId, operation: declaration.id, err: error }, 'request failed')
      return internalProblem(style, requestId)
    }
  }
  const { id, permission, params, query, body, response, isFiltered = false } = declaration
  const status = declaration.status ?? (response === undefined ? 204 : 200)
  const operation = { id, permission, errors: style, isFiltered, status, params, query, body, response }
  const decide = (request: Request, context: Params): Promise<'granted' | Response> =>
    run(request, context, true).catch((error: unknown) => {
      if (error instanceof Granted) return 'granted'
      throw error
    })
  return Object.assign((request: Request, context: Params) => run(request, context, false), {
    operation,
    decide,
  })
}

async function answer<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema | undefined,
>(
  declaration: Protected<P, Q, B, R> | Public<P, Q, B, R>,
  request: Request,
  context: Params,
  requestId: string,
  isDryRun: boolean,
): Promise<Response> {
  const rate = declaration.rate ?? defaultRate
  const address = clientAddress(request)
  let result: unknown
  let media = 'application/json'
  if (declaration.permission === 'public') {
    checkOrigin(request, false)
    takeToken(`${declaration.id}|${address}`, rate)
    if (declaration.errors === 'schema-registry') media = negotiate(request.headers.get('accept'))
    result = await declaration.handler(await parse(declaration, request, context, requestId))
  } else {
    const ctx = await makeContext(request, requestId, address, declaration.errors)
    requireControlKey(ctx, declaration.errors)
    if (isDryRun)
      ctx.onGranted = (action) => {
        if (action === declaration.permission) throw new Granted()
      }
    checkOrigin(request, !request.headers.has('authorization'))
    limitRate(ctx, declaration, rate)
    if (declaration.errors === 'schema-registry') media = negotiate(request.headers.get('accept'))
    result = await declaration.handler({ ...(await parse(declaration, request, context, requestId)), ctx })
    if (!ctx.authorized.has(declaration.permission))
      throw new Error(`${declaration.id} answered without checking ${declaration.permission}`)
  }
  return respond(declaration, result, requestId, media)
}

/** Tributary's own requests stand for those of all its users. */
function limitRate({ actor }: Ctx, { id, rate: own }: { id: string; rate?: Rate }, rate: Rate): void {
  if (actor.principal.startsWith('System:')) return
  takeToken(`${own ? id : 'any'}|${actor.apiKeyId ?? actor.sessionId}`, rate)
}

function authenticateFor(style: ErrorStyle | undefined, request: Request): Promise<Authenticated> {
  if (style === 'schema-registry') return authenticateAtRegistry(request)
  if (style === 'kafka-connect') return authenticateAtConnect(request)
  return authenticate(request, style === 'kafka')
}

async function makeContext(
  request: Request,
  requestId: string,
  address: string,
  style: ErrorStyle | undefined,
): Promise<Ctx> {
  const { actor, organizationId } = await authenticateFor(style, request)
  const ctx: Ctx = {
    actor,
    organizationId,
    requestId,
    clientAddress: address,
    log: log.child({ requestId, principal: actor.principal }),
    authorized: new Set(),
    onDenied: async (action, resource) => {
      await recordAuditEvent(db, ctx, { method: action, resource, isGranted: false })
    },
  }
  return ctx
}

/** Keys of one resource open that resource's own API. Elsewhere they are as good as none: 401, which clients take for bad credentials. */
function requireControlKey({ actor }: Ctx, style: ErrorStyle = 'control'): void {
  if (actor.onlyResource === null || style === 'kafka' || portStyles.has(style)) return
  throw new AppError(
    'unauthenticated',
    `invalid API key: this one is for ${actor.onlyResource} only. Use a Cloud resource management key here.`,
  )
}

/** The peer as the launcher's web server sees it; forwarded headers are not believed. */
function clientAddress(request: Request): string {
  return request.headers.get('x-tributary-peer') ?? 'local'
}

function respond(
  declaration: { response?: Schema; status?: number },
  result: unknown,
  requestId: string,
  media: string,
): Response {
  if (result instanceof Response) {
    result.headers.set('x-request-id', requestId)
    return result
  }
  const headers = { 'cache-control': 'no-store', 'x-request-id': requestId }
  const status = declaration.status ?? (result === undefined ? 204 : 200)
  if (result === undefined) return new Response(null, { status, headers })
  return Response.json(declaration.response ? declaration.response.parse(result) : result, {
    status,
    headers: { ...headers, 'content-type': media },
  })
}

async function parse<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
>(
  declaration: {
    errors?: ErrorStyle
    params?: P
    query?: Q
    body?: B
    bodyLimitBytes?: number
    isStream?: true
  },
  request: Request,
  context: Params,
  requestId: string,
): Promise<Input<P, Q, B>> {
  const isRegistry = declaration.errors === 'schema-registry'
  const query = new URL(request.url).searchParams
  const fromPath = isRegistry ? webLayerError(404) : undefined
  const input = {
    params: check(declaration.params, await context.params, fromPath) as Out<P>,
    query: check(declaration.query, queryObject(query), fromPath) as Out<Q>,
    request,
    requestId,
  }
  if (!declaration.body || declaration.isStream)
    return { ...input, body: undefined as Out<B>, json: undefined }
  const rule = isRegistry ? registryJson : plainJson
  const json = await readJson(request, declaration.bodyLimitBytes ?? defaultBodyLimit, rule)
  return { ...input, json, body: check(declaration.body, json) as Out<B> }
}

/** A parameter that is given several times becomes an array. */
function queryObject(query: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(query.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const values = query.getAll(name)
      return [name, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}

/** `instead`: what an API says of a request whose path or query it cannot read, rather than naming the fields. */
function check(schema: Schema | undefined, value: unknown, instead?: AppError): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  if (instead) throw instead
  const fields: FieldError[] = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }))
  throw new AppError('invalid', 'The request is not valid.', { fields })
}
