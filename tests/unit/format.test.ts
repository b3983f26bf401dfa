import { describe, expect, it } from 'vitest'
import { formatByteRate, formatBytes, parseBytes } from '@/lib/format/bytes'
import { formatAxisTime, formatExact, formatRelative, toLocalInput } from '@/lib/format/dates'
import { formatDuration, formatShortDuration } from '@/lib/format/durations'
import { formatCompact, formatInteger, formatPercent, formatRate, plural } from '@/lib/format/numbers'

describe('numbers', () => {
  it('are compact with three significant digits at most', () => {
    expect([0, 0.04, 7, 240, 999, 1000, 18_234, 1_250_000, 7.4e9].map(formatCompact)).toEqual([
      '0',
      '0.04',
      '7',
      '240',
      '999',
      '1k',
      '18.2k',
      '1.25M',
      '7.4B',
    ])
  })
  it('never round up to a thousand of the smaller unit', () => {
    expect(formatCompact(999_600)).toBe('1M')
    expect(formatCompact(-18_234)).toBe('-18.2k')
  })
  it('show what cannot be shown as a dash', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY].map(formatCompact)).toEqual(['–', '–'])
  })
  it('are grouped when exact, for offsets beyond 2^53 too', () => {
    expect(formatInteger(12_904)).toBe('12,904')
    expect(formatInteger(9_007_199_254_740_993n)).toBe('9,007,199,254,740,993')
  })
  it('carry their unit', () => {
    expect(formatRate(18_234)).toBe('18.2k/s')
    expect(formatPercent(0.4213)).toBe('42.1 %')
    expect([plural(1, 'partition'), plural(6, 'partition'), plural(2, 'key is', 'keys are')]).toEqual([
      '1 partition',
      '6 partitions',
      '2 keys are',
    ])
  })
})

describe('bytes', () => {
  it('are in binary units', () => {
    expect([0, 512, 1023, 1024, 1536, 6.1 * 1024 ** 3, 1024 ** 5].map(formatBytes)).toEqual([
      '0 B',
      '512 B',
      '1023 B',
      '1 KiB',
      '1.5 KiB',
      '6.1 GiB',
      '1 PiB',
    ])
    expect(formatByteRate(2.41 * 1024 ** 2)).toBe('2.41 MiB/s')
  })
  it('never round up to 1024 of the smaller unit', () => {
    expect(formatBytes(1024 ** 2 - 1)).toBe('1 MiB')
  })
  it('are read back as people write them', () => {
    expect(['1048576', '512 MiB', '1g', '1.5 kb', '10B'].map(parseBytes)).toEqual([
      1_048_576, 536_870_912, 1_073_741_824, 1536, 10,
    ])
    expect(['', 'lots', '-1', '1 xb'].map(parseBytes)).toEqual([null, null, null, null])
  })
})

const day = 86_400_000

describe('durations', () => {
  it('are said as people say them', () => {
    expect([250, 1000, 90_000, 3_600_000, day, 2 * day, 7 * day, 30 * day].map(formatDuration)).toEqual([
      '250 ms',
      '1 second',
      '90 seconds',
      '1 hour',
      '1 day',
      '2 days',
      '1 week',
      '30 days',
    ])
    expect(formatDuration(day + 3_723_000)).toBe('1 day 1 hour')
    expect(formatDuration(-1)).toBe('unlimited')
  })
  it('have a tight form', () => {
    expect([80, 42_000, 185_000, 7_500_000, 3 * day, 3 * day + 7_200_000].map(formatShortDuration)).toEqual([
      '80 ms',
      '42 s',
      '3 min',
      '2 h 5 min',
      '3 d',
      '3 d 2 h',
    ])
  })
})

describe('dates', () => {
  const now = new Date(2026, 10, 20, 15, 4, 53, 722).getTime()
  it('are exact to the millisecond where asked', () => {
    expect(formatExact(now, true)).toBe('20 Nov 2026 15:04:53.722')
    expect(formatExact(now)).toBe('20 Nov 2026 15:04:53')
    expect(formatExact('not a date')).toBe('–')
  })
  it('are relative both ways, and the day itself beyond a month', () => {
    expect(formatRelative(now - 1_000, now)).toBe('just now')
    expect(formatRelative(now - 42_000, now)).toBe('42 s ago')
    expect(formatRelative(now - 2 * 3_600_000 - 300_000, now)).toBe('2 h ago')
    expect(formatRelative(now + 300_000, now)).toBe('in 5 min')
    expect(formatRelative(now - 40 * day, now)).toBe('11 Oct 2026')
  })
  it('fill a datetime-local input and an axis', () => {
    expect(toLocalInput(now)).toBe('2026-11-20T15:04:53')
    expect([300_000, 3_600_000, 7 * day].map((range) => formatAxisTime(now, range))).toEqual([
      '15:04:53',
      '15:04',
      '20 Nov',
    ])
  })
})
