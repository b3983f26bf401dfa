import { describe, expect, it } from 'vitest'
import { createPacer } from '@/worker/connectors/runtimes/datagen/pacer'

describe('pacer', () => {
  it('has the first record due at once', () => {
    const pacer = createPacer(1_000, () => 5)
    expect(pacer.untilNext()).toBe(0)
    expect(pacer.due()).toBe(1)
  })

  it('keeps 2000 / max records per second however late it is asked', () => {
    let now = 0
    const pacer = createPacer(100, () => now)
    let count = 0
    for (let i = 0; i < 2_000; i++) {
      now += 20 + (i % 7) * 13
      const due = pacer.due()
      pacer.advance(due)
      count += due
    }
    expect(count / (now / 1_000)).toBeGreaterThan(18.5)
    expect(count / (now / 1_000)).toBeLessThan(21.5)
  })

  it('waits exactly until the next record, never longer than the interval', () => {
    let now = 0
    const pacer = createPacer(50, () => now)
    for (let i = 0; i < 500; i++) {
      const wait = pacer.untilNext()
      expect(wait).toBeLessThanOrEqual(51)
      now += wait
      const due = pacer.due()
      expect(due).toBeGreaterThanOrEqual(1)
      pacer.advance(due)
    }
  })

  it('does not burst after a long absence', () => {
    let now = 0
    const pacer = createPacer(10, () => now)
    pacer.advance(pacer.due())
    now += 3_600_000
    expect(pacer.due()).toBeLessThan(5)
  })

  it('is always due without an interval', () => {
    expect(createPacer(0).due()).toBe(Infinity)
    expect(createPacer(-1).untilNext()).toBe(0)
  })
})
