import { describe, expect, test } from 'vitest'
import { ratesBetween } from '@/worker/metrics/rates'

const reading = (entries: Record<string, Record<string, number>>) => new Map(Object.entries(entries))

describe('rates from cumulative counters', () => {
  test('are the growth per second', () => {
    const rates = ratesBetween(
      reading({ cluster: { bytes_in: 100 } }),
      reading({ cluster: { bytes_in: 600 } }),
      5,
    )
    expect(rates).toEqual([{ resource: 'cluster', metric: 'bytes_in', value: 100 }])
  })

  test('count from zero after a restart of the broker, never below zero', () => {
    const rates = ratesBetween(
      reading({ cluster: { bytes_in: 10_000 } }),
      reading({ cluster: { bytes_in: 50 } }),
      5,
    )
    expect(rates[0]?.value).toBe(10)
  })

  test('an idle cluster is measured as zero, an idle topic leaves no sample', () => {
    const same = reading({ cluster: { bytes_in: 5 }, 'topic:a': { bytes_in: 5 } })
    expect(ratesBetween(same, same, 5)).toEqual([{ resource: 'cluster', metric: 'bytes_in', value: 0 }])
  })

  test('a new topic counts from its start; a cluster seen for the first time has no rate', () => {
    const rates = ratesBetween(
      reading({}),
      reading({ cluster: { bytes_in: 500 }, 'topic:new': { bytes_in: 500 } }),
      5,
    )
    expect(rates).toEqual([{ resource: 'topic:new', metric: 'bytes_in', value: 100 }])
  })
  test('a deleted topic takes its counters along without a peak', () => {
    const rates = ratesBetween(
      reading({
        cluster: { bytes_in: 9000 },
        'topic:big': { bytes_in: 8000 },
        'topic:a': { bytes_in: 1000 },
      }),
      reading({ cluster: { bytes_in: 1050 }, 'topic:a': { bytes_in: 1050 } }),
      5,
    )
    expect(rates).toContainEqual({ resource: 'cluster', metric: 'bytes_in', value: 10 })
  })
})
