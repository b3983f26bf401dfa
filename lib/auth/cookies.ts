// Cookies ignore ports, so ours have their own names; with https they carry the `__Host-` prefix and Secure.
import { env } from '@/lib/env'

const isSecure = env.url.startsWith('https:')
const prefix = isSecure ? '__Host-' : ''
const options = { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isSecure }

export const sessionCookie = { name: `${prefix}tributary.session`, options }
export const csrfCookie = { name: `${prefix}tributary.csrf`, options }
export const callbackCookie = { name: `${prefix}tributary.callback`, options }

/** What a sign-in at a provider is for, beside signing in: accepting an invitation, or linking the identity to an account. */
export const intentCookie = { name: `${prefix}tributary.intent`, options }

export const oidcCookies = {
  state: { name: `${prefix}tributary.oidc-state`, options: { ...options, maxAge: 900 } },
  nonce: { name: `${prefix}tributary.oidc-nonce`, options: { ...options, maxAge: 900 } },
  pkceCodeVerifier: { name: `${prefix}tributary.oidc-pkce`, options: { ...options, maxAge: 900 } },
}
