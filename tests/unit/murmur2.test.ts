import { randomBytes, randomInt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { murmur2, partitionOfKey } from '@/lib/kafka/murmur2'

describe('the partition of a key', () => {
  // The vectors of Kafka's UtilsTest.testMurmur2, there as signed numbers.
  test.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('murmur2 of %s is what the Java client computes', (text, signed) => {
    expect(murmur2(Buffer.from(text))).toBe(signed >>> 0)
  })

  test('is always one of the topic', () => {
    for (let i = 0; i < 2_000; i++) {
      const count = randomInt(1, 200)
      const partition = partitionOfKey(randomBytes(randomInt(0, 40)), count)
      expect(partition).toBeGreaterThanOrEqual(0)
      expect(partition).toBeLessThan(count)
    }
  })
})
