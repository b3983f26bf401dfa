/** The hash of Kafka's default partitioner, as the Java client computes it (Utils.murmur2), as an unsigned number. */
export function murmur2(data: Uint8Array): number {
  const m = 0x5bd1e995
  const { length } = data
  let h = 0x9747b28c ^ length
  let i = 0
  for (; i + 4 <= length; i += 4) {
    let k =
      (data[i] ?? 0) | ((data[i + 1] ?? 0) << 8) | ((data[i + 2] ?? 0) << 16) | ((data[i + 3] ?? 0) << 24)
    k = Math.imul(k, m)
    k ^= k >>> 24
    h = Math.imul(h, m) ^ Math.imul(k, m)
  }
  const left = length - i
  if (left >= 3) h ^= (data[i + 2] ?? 0) << 16
  if (left >= 2) h ^= (data[i + 1] ?? 0) << 8
  if (left >= 1) h = Math.imul(h ^ (data[i] ?? 0), m)
  h ^= h >>> 13
  h = Math.imul(h, m)
  return (h ^ (h >>> 15)) >>> 0
}

/** The partition that every Kafka client with the default partitioner chooses for a key. */
export function partitionOfKey(key: Uint8Array, partitionCount: number): number {
  return (murmur2(key) & 0x7fff_ffff) % partitionCount
}
