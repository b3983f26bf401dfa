// Token buckets in memory, per process: enough for one web process; the limits are declared with the operations.
import { AppError } from '@/lib/errors'

export type Rate = { perSecond: number; burst: number }

type Bucket = { tokens: number; at: number }
const buckets = new Map<string, Bucket>()
const maxBuckets = 50_000

export function takeToken(key: string, { perSecond, burst }: Rate): void {
  const now = performance.now()
  const bucket = buckets.get(key) ?? { tokens: burst, at: now }
  bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond)
  bucket.at = now
  if (!buckets.has(key)) {
    if (buckets.size >= maxBuckets) buckets.delete(buckets.keys().next().value ?? '')
    buckets.set(key, bucket)
  }
  if (bucket.tokens < 1) {
    const retryAfterSeconds = Math.ceil((1 - bucket.tokens) / perSecond)
    throw new AppError('quota', `Too many requests. Try again in ${retryAfterSeconds} s.`, {
      details: { retryAfterSeconds },
    })
  }
  bucket.tokens -= 1
}
