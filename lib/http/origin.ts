// Host and Origin rules: requests for other hosts (DNS rebinding) and unsafe requests from other sites (CSRF) are refused.
import { AppError } from '@/lib/errors'
import { env } from '@/lib/env'

const ownHosts = new Set([
  new URL(env.url).host,
  ...['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${env.webPort}`),
])

export function checkHost(request: Request): void {
  const host = request.headers.get('host') ?? ''
  if (!ownHosts.has(host.toLowerCase()))
    throw new AppError(
      'bad_request',
      `This server does not answer for host "${host.slice(0, 100)}". Set TRIBUTARY_URL to the address that people use.`,
    )
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

function isOwnOrigin(origin: string): boolean {
  try {
    return ownHosts.has(new URL(origin).host)
  } catch {
    return false
  }
}

/** Unsafe methods: Origin (or Sec-Fetch-Site) must be ours when a browser sends it; a cookie without either is refused. */
export function checkOrigin(request: Request, usesCookie: boolean): void {
  const site = request.headers.get('sec-fetch-site')
  if (safeMethods.has(request.method)) return
  const origin = request.headers.get('origin')
  const isForeign =
    origin !== null ? !isOwnOrigin(origin) : site !== null && site !== 'same-origin' && site !== 'none'
  const isUnproven = usesCookie && origin === null && site === null
  if (isForeign || isUnproven)
    throw new AppError(
      'forbidden',
      'This request came from another site. Open the console and try again there.',
    )
}
