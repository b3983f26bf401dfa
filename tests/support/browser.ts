// A signed-in browser for route handlers: the session cookie as next-auth makes it, and the headers that browsers send.
import { randomBytes } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { sessionCookie } from '@/lib/auth/cookies'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import type { Answer } from './factories'

const site = 'http://localhost:3000'

/** A session row of the user and the value of the Cookie header that carries it. */
export async function makeSession(
  userId: string,
  expiresAt = new Date(Date.now() + 3600_000),
): Promise<{ id: string; cookie: string }> {
  const id = randomBytes(24).toString('base64url')
  await db.session.create({ data: { id, userId, expiresAt, userAgent: 'test', ipAddress: 'local' } })
  const token = await encode({ token: { sub: userId, sessionId: id }, secret: env.authSecret })
  return { id, cookie: `${sessionCookie.name}=${token}` }
}

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>

export type BrowserRequest = {
  cookie?: string
  method?: string
  query?: string
  params?: Record<string, string>
  body?: unknown
  /** Beyond or instead of what a page of ours sends; null leaves a header out. */
  headers?: Record<string, string | null>
}

export async function browse(handler: Handler, options: BrowserRequest = {}): Promise<Answer> {
  const { cookie, method = 'GET', query = '', params = {}, body } = options
  const headers = new Headers({ host: 'localhost:3000', 'sec-fetch-site': 'same-origin' })
  if (method !== 'GET') headers.set('origin', site)
  if (cookie) headers.set('cookie', cookie)
  if (body !== undefined) headers.set('content-type', 'application/json')
  for (const [name, value] of Object.entries(options.headers ?? {}))
    if (value === null) headers.delete(name)
    else headers.set(name, value)
  const request = new Request(`${site}/test${query}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const response = await handler(request, { params: Promise.resolve(params) })
  const text = await response.text()
  return {
    status: response.status,
    body: text ? (JSON.parse(text) as unknown) : null,
    headers: response.headers,
  }
}

type Problem = { errors: { detail: string; source: { pointer?: string } }[] }

/** Pointer and text of each error of a control-API answer. */
export const problemsOf = ({ body }: Answer): { pointer: string | undefined; detail: string }[] =>
  (body as Problem).errors.map(({ detail, source }) => ({ pointer: source.pointer, detail }))
