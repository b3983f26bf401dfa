// Cookies ignore ports, so ours have their own names; with https they carry the `__Host-` prefix and Secure.
import { env } from '@/lib/env'

const isSecure = env.url.startsWith('https:')
const prefix = isSecure ? '__Host-' : ''
const options = { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isSecure }

export const sessionCookie = { name: `${prefix}tributary.session`, options }
export const csrfCookie = { name: `${prefix}tributary.csrf`, options }
export const callbackCookie = { name: `${prefix}tributary.callback`, options }
