// Who sends this request: a session cookie, an API key by HTTP Basic, or a token of ours as Bearer. `Authorization` present means the
// cookie is ignored.
import { decode } from 'next-auth/jwt'
import type { Actor } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { env } from '@/lib/env'
import { sessionCookie } from '@/lib/auth/cookies'
import { findActorBySession } from '@/lib/sessions/find-actor'
import { findActorByApiKey } from '@/lib/api-keys/find-actor'
import { findActorByToken } from '@/lib/tokens/find-actor'

export type Authenticated = { actor: Actor; organizationId: string }

/** `isDataPlane`: the operation is one that tokens for the data plane open too. */
export async function authenticate(request: Request, isDataPlane = false): Promise<Authenticated> {
  const authorization = request.headers.get('authorization')
  if (authorization === null)
    return required(await byCookie(request), 'Sign in, or send an API key with HTTP Basic authentication.')
  if (/^bearer\b/i.test(authorization.trim()))
    return required(
      await byBearer(authorization, isDataPlane),
      'The token is not valid here, or its session has ended. Sign in again.',
    )
  return required(
    await byBasic(authorization),
    'The API key or its secret is wrong, or the key was deleted. Check both, or create a new key.',
  )
}

function required(found: Authenticated | null, message: string): Authenticated {
  if (!found) throw new AppError('unauthenticated', message)
  return found
}

export function readCookie(header: string | null, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=')
    if (part.slice(0, at).trim() === name) return decodeURIComponent(part.slice(at + 1).trim())
  }
  return undefined
}

export async function readSessionId(cookieHeader: string | null): Promise<string | undefined> {
  const value = readCookie(cookieHeader, sessionCookie.name)
  if (!value) return undefined
  const token = await decode({ token: value, secret: env.authSecret }).catch(() => null)
  const sessionId = token?.sessionId
  return typeof sessionId === 'string' && sessionId !== '' ? sessionId : undefined
}

async function byCookie(request: Request): Promise<Authenticated | null> {
  const sessionId = await readSessionId(request.headers.get('cookie'))
  return sessionId === undefined ? null : findActorBySession(sessionId)
}

/** HTTP Basic; null for anything else. */
export function readBasic(authorization: string): { id: string; secret: string } | null {
  const match = /^basic\s+([A-Za-z0-9+/=]+)$/i.exec(authorization.trim())
  if (!match?.[1]) return null
  const pair = Buffer.from(match[1], 'base64').toString()
  const colon = pair.indexOf(':')
  return colon < 1 ? null : { id: pair.slice(0, colon), secret: pair.slice(colon + 1) }
}

export const readBearer = (authorization: string): string | null =>
  /^bearer\s+(\S+)$/i.exec(authorization.trim())?.[1] ?? null

async function byBasic(authorization: string): Promise<Authenticated | null> {
  const basic = readBasic(authorization)
  return basic && findActorByApiKey(basic.id, basic.secret)
}

async function byBearer(authorization: string, isDataPlane: boolean): Promise<Authenticated | null> {
  const token = readBearer(authorization)
  return token === null
    ? null
    : findActorByToken(token, isDataPlane ? ['data-plane', 'session'] : ['session'])
}
