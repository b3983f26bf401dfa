import { describe, expect, it } from 'vitest'
import { isTouched } from '@/lib/queries/live'

describe('live events', () => {
  it('touch the queries of their noun', () => {
    expect(isTouched(['environments', 'list'], { noun: 'environments' })).toBe(true)
    expect(isTouched(['clusters', 'env-1'], { noun: 'clusters', environmentId: 'env-2' })).toBe(true)
    expect(isTouched(['topics', 'lkc-1'], { noun: 'connectors', clusterId: 'lkc-1' })).toBe(false)
  })

  it('of one cluster leave the queries of others alone', () => {
    expect(isTouched(['topics', 'lkc-1', 'orders'], { noun: 'topics', clusterId: 'lkc-1' })).toBe(true)
    expect(isTouched(['topics', 'lkc-2'], { noun: 'topics', clusterId: 'lkc-1' })).toBe(false)
  })

  it('without a cluster touch every cluster', () => {
    expect(isTouched(['api-keys', 'lkc-2'], { noun: 'api-keys' })).toBe(true)
  })
})
