// Signed tokens of ours: HS256 with a key of its own per purpose, so that one kind never passes for another, nor for a cookie.
import { hkdfSync } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { env } from '@/lib/env'

/** A session token opens what its session opens; a data-plane token only Kafka REST (and later registry and ksqlDB). */
export type TokenPurpose = 'session' | 'data-plane'

const issuer = 'tributary'
const typ = (purpose: TokenPurpose): string => `${purpose}+jwt`
const algorithm = 'HS256'

/** `sessionId` is the public one: a token can be read by whoever holds it. */
export type TokenSubject = { userId: string; publicSessionId: string }
const claims = z.object({ sub: z.string(), sid: z.string() })

function keyOf(purpose: TokenPurpose): Uint8Array {
  if (env.authSecret.length < 32) throw new Error('NEXTAUTH_SECRET is missing or shorter than 32 characters.')
  return new Uint8Array(hkdfSync('sha256', env.authSecret, '', `tributary token ${purpose}`, 32))
}

export function signToken(
  purpose: TokenPurpose,
  { userId, publicSessionId }: TokenSubject,
  expiresAt: Date,
): Promise<string> {
  return new SignJWT({ sid: publicSessionId })
    .setProtectedHeader({ alg: algorithm, typ: typ(purpose) })
    .setIssuer(issuer)
    .setAudience(purpose)
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(expiresAt)
    .sign(keyOf(purpose))
}

/** Null for anything but a token of this purpose that is in force. */
export async function readToken(purpose: TokenPurpose, token: string): Promise<TokenSubject | null> {
  const verified = await jwtVerify(token, keyOf(purpose), {
    algorithms: [algorithm],
    issuer,
    audience: purpose,
    typ: typ(purpose),
    requiredClaims: ['exp', 'iat'],
  }).catch(() => null)
  const parsed = claims.safeParse(verified?.payload)
  return parsed.success ? { userId: parsed.data.sub, publicSessionId: parsed.data.sid } : null
}
