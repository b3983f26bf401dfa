// Where every API answers: at the root and below Confluent's other addresses, and nowhere in the way of pages.
import { globSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import config from '@/next.config'
import { config as proxyConfig } from '@/proxy'

const root = path.resolve(import.meta.dirname, '../..')
const { beforeFiles, fallback } = (await config.rewrites?.()) as {
  beforeFiles: { source: string; destination: string }[]
  fallback: { source: string; destination: string }[]
}
const mirrors = ['/api', '/confluent.cloud/api', '/cpdev.cloud/api']

/** Where a rewrite leads a path, as Next does for `:path*`. */
function follow(rules: typeof beforeFiles, url: string): string | null {
  for (const { source, destination } of rules) {
    const base = source.replace(/\/:path\*$/, '')
    if (url === base) return destination.replace(/\/:path\*$/, '')
    if (source !== base && url.startsWith(`${base}/`))
      return destination.replace(/\/:path\*$/, url.slice(base.length))
  }
  return null
}

const urlsOf = (pattern: string): string[] =>
  globSync(pattern, { cwd: root }).map((file) =>
    path
      .dirname(file)
      .split('/')
      .slice(1)
      .filter((part) => !/^\(.*\)$/.test(part))
      .map((part) => `/${part.replace(/^\[.*\]$/, 'x-1')}`)
      .join(''),
  )
const apis = urlsOf('app/(control-plane)/**/route.ts')
const commandLine = urlsOf('app/api/**/route.ts').filter((url) => !/^\/api\/(console|auth|x-1)/.test(url))
const hasProxy = (url: string): boolean =>
  proxyConfig.matcher.some((matcher) => new RegExp(`^${matcher}$`).test(url))

describe('aliases of the APIs', () => {
  it('every operation of the control plane and Kafka REST answers below each mirror', () => {
    expect(apis.length).toBeGreaterThan(30)
    for (const url of apis)
      for (const mirror of mirrors) expect(follow(beforeFiles, mirror + url), mirror + url).toBe(url)
  })

  it("the command line's own endpoints answer below the addresses that it logs in to", () => {
    expect(commandLine.length).toBeGreaterThan(10)
    for (const url of commandLine)
      for (const mirror of ['/confluent.cloud', '/cpdev.cloud'])
        expect(follow(beforeFiles, mirror + url), mirror + url).toBe(url)
    expect(follow(beforeFiles, '/users')).toBe('/api/users')
  })

  it('neither the console, nor signing in, nor a page is in the way of an alias', () => {
    const own = [
      '/',
      '/home',
      '/environments',
      '/environments/env-1/clusters/lkc-1/topics',
      '/sign-in',
      '/account',
    ]
    for (const url of [...own, ...urlsOf('app/api/{console,auth}/**/route.ts')]) {
      expect(follow(beforeFiles, url), url).toBeNull()
      for (const mirror of mirrors.slice(1))
        if (url.startsWith('/api/')) expect(follow(beforeFiles, mirror + url.slice(4)), url).toBeNull()
    }
    const pages = urlsOf('app/**/page.tsx').filter((url) => url !== '')
    for (const url of pages) expect(follow([...beforeFiles, ...fallback], url), url).toBeNull()
  })

  it('the proxy of pages touches no body of an API: no path of one, no alias, no absent root', () => {
    const aliases = apis.flatMap((url) => mirrors.map((mirror) => mirror + url))
    const absent = fallback
      .map(({ source }) => source.replace(':path*', 'v1/things'))
      .filter((url) => url.includes('/v1/'))
    for (const url of [
      ...apis,
      ...aliases,
      ...commandLine,
      ...absent,
      '/users',
      '/service_accounts',
      '/openapi.json',
      '/healthz',
    ])
      expect(hasProxy(url), url).toBe(false)
    for (const url of ['/home', '/environments/env-1', '/sign-in', '/usersx', '/organization'])
      expect(hasProxy(url), url).toBe(true)
  })
})
