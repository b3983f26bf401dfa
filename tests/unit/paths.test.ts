import { describe, expect, it } from 'vitest'
import { localTarget, paths } from '@/lib/paths'

describe('where to go after signing in', () => {
  it.each([
    '/environments',
    '/environments/env-1/clusters/lkc-1/topics?q=a%2Fb#top',
    '/account?tab=sessions',
  ])('%s is kept', (next) => {
    expect(localTarget(next)).toBe(next)
  })

  it.each([
    undefined,
    null,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/..//evil.example',
    'javascript:alert(1)',
    'environments',
  ])('%s leads home', (next) => {
    expect(localTarget(next)).toBe(paths.home)
  })
})

describe('paths', () => {
  it('encodes names, so that a topic may be called anything', () => {
    expect(paths.topic('env-1', 'lkc-1', 'a/b?c')).toBe(
      '/environments/env-1/clusters/lkc-1/topics/a%2Fb%3Fc/overview',
    )
    expect(paths.subject('env-1', ':.ctx:pkg/addr.proto', 'usage')).toBe(
      '/environments/env-1/schema-registry/subjects/%3A.ctx%3Apkg%2Faddr.proto/usage',
    )
  })
})
