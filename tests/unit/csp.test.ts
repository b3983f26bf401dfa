import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, pageHeaders } from '@/lib/http/csp'

const directives = (isDevelopment: boolean) =>
  new Map(
    contentSecurityPolicy('bm9uY2U=', isDevelopment)
      .split('; ')
      .map((directive) => {
        const [name = '', ...sources] = directive.split(' ')
        return [name, sources]
      }),
  )

describe('content security policy', () => {
  it('runs scripts by nonce only, without eval and without inline code', () => {
    const policy = directives(false)
    expect(policy.get('script-src')).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"])
    expect(contentSecurityPolicy('n', false)).not.toContain('unsafe-eval')
  })

  it('lets nothing frame the page, rebase it, post it elsewhere or add plugins', () => {
    const policy = directives(false)
    expect(policy.get('frame-ancestors')).toEqual(["'none'"])
    expect(policy.get('base-uri')).toEqual(["'none'"])
    expect(policy.get('object-src')).toEqual(["'none'"])
    expect(policy.get('form-action')).toEqual(["'self'"])
    expect(policy.get('default-src')).toEqual(["'none'"])
  })

  it('loads workers, data and fonts from this origin only', () => {
    const policy = directives(false)
    for (const name of ['worker-src', 'connect-src', 'font-src', 'manifest-src'])
      expect(policy.get(name)).toEqual(["'self'"])
  })

  it('allows inline style elements in development only', () => {
    expect(directives(false).get('style-src')).not.toContain("'unsafe-inline'")
    expect(directives(true).get('style-src')).toContain("'unsafe-inline'")
  })

  it('knows the style sheet of the toasts that are installed', () => {
    const folder = path.dirname(createRequire(import.meta.url).resolve('sonner'))
    const literal = /__insertCSS\("((?:[^"\\]|\\.)*)"\)/.exec(
      readFileSync(path.join(folder, 'index.mjs'), 'utf8'),
    )?.[1]
    const css = JSON.parse(`"${literal}"`) as string
    const hash = createHash('sha256').update(css).digest('base64')
    expect(directives(false).get('style-src')).toContain(`'sha256-${hash}'`)
  })

  it('comes with the other headers', () => {
    expect(pageHeaders).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
  })
})
