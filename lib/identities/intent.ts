// What a trip to the provider is for. It travels in an httpOnly cookie, since the provider sends the browser back with a bare GET.
import { intentCookie } from '@/lib/auth/cookies'
import { readCookie } from '@/lib/http/authenticate'

export type Intent = { kind: 'invitation' | 'link'; token: string }

const maxAgeSeconds = 600

export function intentHeader({ kind, token }: Intent): string {
  return cookieText(`${kind}:${token}`, maxAgeSeconds)
}
export const clearedIntentHeader = (): string => cookieText('', 0)

function cookieText(value: string, maxAge: number): string {
  const { name, options } = intentCookie
  const secure = options.secure ? '; Secure' : ''
  return `${name}=${encodeURIComponent(value)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`
}

export function readIntent(cookieHeader: string | null): Intent | null {
  const [kind, token] = (readCookie(cookieHeader, intentCookie.name) ?? '').split(':')
  return (kind === 'invitation' || kind === 'link') && token ? { kind, token } : null
}
