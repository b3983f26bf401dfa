import { describe, expect, it } from 'vitest'
import {
  exactFigure,
  figureParts,
  niceGuides,
  timeTicks,
  withGaps,
} from '@/components/patterns/chart/chart-scale'

describe('chart guides', () => {
  it('are three, round, and reach the largest value', () => {
    for (const largest of [0, 0.7, 3, 41, 999, 18_200, 7.2e6]) {
      const guides = niceGuides(largest, 'messages/s')
      expect(guides[2]).toBeGreaterThanOrEqual(largest)
      expect(guides[1] / guides[0]).toBeCloseTo(2)
    }
  })
  it('are round in binary units for bytes', () => {
    expect(niceGuides(2.4 * 1024 ** 2, 'bytes/s').map((value) => value / 1024 ** 2)).toEqual([1, 2, 3])
  })
})

it('time ticks stand on round local times inside the range', () => {
  const from = new Date(2026, 10, 20, 14, 3, 20).getTime()
  const ticks = timeTicks(from, from + 3_600_000, 6)
  expect(ticks.length).toBeLessThanOrEqual(6)
  expect(ticks.map((t) => new Date(t).getMinutes() % 10)).toEqual(ticks.map(() => 0))
})

it('missing samples become a gap, single late ones do not', () => {
  const at = (t: number) => ({ t, values: { a: 1 } })
  expect(withGaps([at(0), at(5000), at(11_000)], 5000)).toHaveLength(3)
  expect(withGaps([at(0), at(5000), at(60_000)], 5000)[2]).toEqual({ t: 10_000, values: {} })
})

it('figures part value and unit', () => {
  expect(figureParts(2.41 * 1024 ** 2, 'bytes/s')).toEqual({ value: '2.41', unit: 'MiB/s' })
  expect(figureParts(18_234, 'messages/s')).toEqual({ value: '18.2k', unit: 'per second' })
  expect(exactFigure(1536, 'bytes')).toBe('1.5 KiB (1,536 B)')
})
