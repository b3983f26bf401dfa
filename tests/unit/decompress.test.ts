import { randomBytes, randomInt } from 'node:crypto'
import { compressionsAlgorithms } from '@platformatic/kafka'
import { describe, expect, test } from 'vitest'
import { decompress } from '@/lib/kafka/decompress'

const codecs = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const
const MB = 1024 * 1024

function sample(): Buffer {
  const parts = Array.from({ length: randomInt(1, 60) }, () =>
    randomInt(0, 2) === 0 ? randomBytes(randomInt(1, 3_000)) : Buffer.alloc(randomInt(1, 9_000), 'abc'),
  )
  return Buffer.concat(parts)
}

describe('unpacking a batch', () => {
  test.each(codecs)('%s gives back what was packed', (name) => {
    const { bitmask, compressSync } = compressionsAlgorithms[name]
    for (let i = 0; i < 50; i++) {
      const data = sample()
      expect(decompress(bitmask, Buffer.from(compressSync(data)), 8 * MB).equals(data)).toBe(true)
    }
  })

  test.each(['gzip', 'snappy', 'lz4', 'zstd'] as const)(
    '%s stops at the bound instead of filling the memory',
    (name) => {
      const { bitmask, compressSync } = compressionsAlgorithms[name]
      const bomb = Buffer.from(compressSync(Buffer.alloc(64 * MB)))
      const before = process.memoryUsage.rss()
      expect(() => decompress(bitmask, bomb, MB)).toThrow(RangeError)
      expect(process.memoryUsage.rss() - before).toBeLessThan(32 * MB)
    },
  )

  test.each([1, 2, 3, 4])(
    'damaged data of codec %i is an error, never an endless loop or a crash',
    (bitmask) => {
      const name = codecs[bitmask] ?? 'none'
      for (let i = 0; i < 300; i++) {
        const packed = Buffer.from(compressionsAlgorithms[name].compressSync(sample()))
        const cut = packed.subarray(0, randomInt(0, packed.length))
        const changed = Buffer.from(packed)
        changed[randomInt(0, changed.length)] = randomInt(0, 256)
        for (const input of [cut, changed, randomBytes(randomInt(0, 200))])
          try {
            decompress(bitmask, input, 4 * MB)
          } catch (error) {
            expect(error).toBeInstanceOf(Error)
          }
      }
    },
  )

  test('an unknown codec is named', () => {
    expect(() => decompress(7, Buffer.alloc(10), MB)).toThrow(/compression 7/)
  })
})
