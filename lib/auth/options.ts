// next-auth: e-mail and password. The JWT only carries a session id; the session's row decides on every request.
import type { NextAuthOptions } from 'next-auth'
import { callbackCookie, csrfCookie, sessionCookie } from '@/lib/auth/cookies'
import { env } from '@/lib/env'
import { endSession } from '@/lib/sessions/end'
import { sessionLifetimeMs } from '@/lib/sessions/lifetime'
import { signIn } from '@/lib/sessions/sign-in'

const weakSecrets = /^(.{0,31}|changeme.*|secret.*|password.*|(.)\2*)$/i

/** Read when the first request comes, so that a build does not need the secret. */
export function authOptions(): NextAuthOptions {
  if (weakSecrets.test(env.authSecret))
    throw new Error(
      'NEXTAUTH_SECRET is missing or weak. Use at least 32 random characters, or let `npm start` make it.',
    )
  return {
    secret: env.authSecret,
    session: { strategy: 'jwt', maxAge: sessionLifetimeMs / 1000 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: { sessionToken: sessionCookie, csrfToken: csrfCookie, callbackUrl: callbackCookie },
    providers: [
      {
        id: 'credentials',
        name: 'E-mail and password',
        type: 'credentials',
        credentials: {},
        authorize: (credentials, request) => {
          const { email, password } = (credentials ?? {}) as Record<string, unknown>
          return signIn({
            email: typeof email === 'string' ? email : '',
            password: typeof password === 'string' ? password : '',
            userAgent: String(request.headers?.['user-agent'] ?? ''),
            ipAddress: String(request.headers?.['x-tributary-peer'] ?? 'local'),
          })
        },
      },
    ],
    callbacks: {
      jwt: ({ token, user }) => {
        const { sessionId } = (user as { sessionId?: string } | undefined) ?? {}
        return sessionId === undefined ? token : { sub: token.sub, sessionId }
      },
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) =>
        url.startsWith('/') && !url.startsWith('//') ? `${baseUrl}${url}` : baseUrl,
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token.sessionId === 'string') await endSession(token.sessionId)
      },
    },
  }
}
