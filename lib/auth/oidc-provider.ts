import type { OAuthConfig } from 'next-auth/providers/oauth'
import { env } from '@/lib/env'
import type { Claims } from '@/lib/identities/sign-in'

export const oidcProviderId = 'oidc'

type IdTokenClaims = Record<string, unknown> & { sub: string }
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Any OpenID Connect provider, by discovery; absent when none is configured. */
export function oidcProviders(): OAuthConfig<IdTokenClaims>[] {
  if (!env.oidc) return []
  const { issuer, clientId, clientSecret, name } = env.oidc
  return [
    {
      id: oidcProviderId,
      name,
      type: 'oauth',
      wellKnown: `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
      clientId,
      clientSecret,
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      authorization: { params: { scope: 'openid email profile' } },
      httpOptions: { timeout: 10_000 },
      profile: ({ sub }) => ({ id: sub }),
    },
  ]
}

export const claimsOf = (claims: Record<string, unknown>): Claims => ({
  issuer: text(claims.iss),
  subject: text(claims.sub),
  email: text(claims.email),
  isEmailVerified: claims.email_verified === true,
  name: text(claims.name),
})
