import { dehydrate, hydrate, QueryClient, QueryObserver } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { isTouched, readAgain, watchDrawnPages } from '@/lib/queries/live'

const dehydrated = (queryKey: string[]) => {
  const server = new QueryClient()
  server.setQueryData(queryKey, 'data')
  return dehydrate(server).queries
}

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

  it('that come while a page reads for the first time are read after it', async () => {
    const client = new QueryClient()
    const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
    let reads = 0
    const observer = new QueryObserver(client, {
      queryKey: ['connectors', 'lkc-1', 'orders'],
      queryFn: () => answers[reads++]?.promise ?? 'more',
      staleTime: Infinity,
    })
    const leave = observer.subscribe(() => undefined)
    readAgain(client, ({ queryKey }) => isTouched(queryKey, { noun: 'connectors', clusterId: 'lkc-1' }))
    answers[0]?.resolve('Provisioning')
    answers[1]?.resolve('Running')
    await expect.poll(() => observer.getCurrentResult().data).toBe('Running')
    expect(reads).toBe(2)
    leave()
    client.clear()
  })

  it.each([
    ['for the first time', false],
    ['anew', true],
  ])('that come while the server draws a page %s are read after it has arrived', async (_how, isKnown) => {
    const queryKey = ['connectors', 'lkc-1', 'orders']
    const server = new QueryClient()
    const client = new QueryClient()
    if (isKnown) client.setQueryData(queryKey, 'before', { updatedAt: 1 })
    const drawn = watchDrawnPages(client)
    server.setQueryData(queryKey, 'Provisioning')
    const page = dehydrate(server)
    drawn.note({ type: 'change', change: { noun: 'connectors', clusterId: 'lkc-1' } })
    hydrate(client, page)
    const observer = new QueryObserver(client, {
      queryKey,
      queryFn: () => Promise.resolve('Running'),
      staleTime: 60_000,
    })
    const leave = observer.subscribe(() => undefined)
    expect(observer.getCurrentResult().data).toBe('Provisioning')
    await expect.poll(() => observer.getCurrentResult().data).toBe('Running')
    leave()
    drawn.stop()
    client.clear()
  })

  it('of something else leave a drawn page as it is', async () => {
    const client = new QueryClient()
    const drawn = watchDrawnPages(client)
    drawn.note({ type: 'change', change: { noun: 'connectors', clusterId: 'lkc-2' } })
    hydrate(client, { mutations: [], queries: dehydrated(['connectors', 'lkc-1', 'orders']) })
    await Promise.resolve()
    expect(client.getQueryState(['connectors', 'lkc-1', 'orders'])?.isInvalidated).toBe(false)
    drawn.stop()
  })
})
