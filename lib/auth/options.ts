// next-auth: e-mail and password, and an OIDC provider. The JWT only carries a session id; the session's row decides on every request.
import type { NextAuthOptions } from 'next-auth'
import { callbackCookie, csrfCookie, oidcCookies, sessionCookie } from '@/lib/auth/cookies'
import { claimsOf, oidcProviderId, oidcProviders } from '@/lib/auth/oidc-provider'
import { env } from '@/lib/env'
import { readSessionId } from '@/lib/http/authenticate'
import { readIntent } from '@/lib/identities/intent'
import { signInWithIdentity } from '@/lib/identities/sign-in'
import { paths } from '@/lib/paths'
import { endSession } from '@/lib/sessions/end'
import { sessionLifetimeMs } from '@/lib/sessions/lifetime'
import { signIn } from '@/lib/sessions/sign-in'

const weakSecrets = /^(.{0,31}|changeme.*|secret.*|password.*|(.)\2*)$/i

/** Made for each request, so that a build does not need the secret and a sign-in at a provider knows what it is for. */
export function authOptions(headers: Headers): NextAuthOptions {
  if (weakSecrets.test(env.authSecret))
    throw new Error(
      'NEXTAUTH_SECRET is missing or weak. Use at least 32 random characters, or let `npm start` make it.',
    )
  return {
    secret: env.authSecret,
    session: { strategy: 'jwt', maxAge: sessionLifetimeMs / 1000 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: {
      sessionToken: sessionCookie,
      csrfToken: csrfCookie,
      callbackUrl: callbackCookie,
      ...oidcCookies,
    },
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
      ...oidcProviders(),
    ],
    callbacks: {
      signIn: async ({ user, account, profile }) => {
        if (account?.provider !== oidcProviderId) return true
        const entered = await enter(profile, headers)
        if (typeof entered === 'string') return `${paths.signIn}?error=${entered}`
        Object.assign(user, entered)
        return true
      },
      jwt: ({ token, user }) => {
        const { sessionId } = (user as { sessionId?: string } | undefined) ?? {}
        return sessionId === undefined ? token : { sub: token.sub, sessionId }
      },
      session: ({ session }) => ({ expires: session.expires }),
      // Asked twice on a trip to a provider: for the path that was given, and for the address made of it.
      redirect: ({ url, baseUrl }) => {
        const target = URL.parse(url, baseUrl)
        return target?.origin === new URL(baseUrl).origin ? target.href : baseUrl
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token.sessionId === 'string') await endSession(token.sessionId)
      },
    },
  }
}

async function enter(profile: unknown, headers: Headers) {
  const cookie = headers.get('cookie')
  return signInWithIdentity(claimsOf(profile as Record<string, unknown>), {
    intent: readIntent(cookie),
    sessionId: await readSessionId(cookie),
    userAgent: headers.get('user-agent') ?? '',
    ipAddress: headers.get('x-tributary-peer') ?? 'local',
  })
}
