// What every request of the Metrics API checks first, and how its pages are cut.
import { AppError } from '@/lib/errors'
import { cloudMetrics, findCloudMetric, type CloudMetric } from '@/lib/cloud-metrics/catalog'

export function requireDataset(dataset: string): void {
  if (dataset !== 'cloud')
    throw new AppError('not_found', `There is no dataset "${dataset}". The one there is is called cloud.`)
}

export function requireMetric(name: string, path: string): CloudMetric {
  const metric = findCloudMetric(name)
  if (metric) return metric
  const known = cloudMetrics.map((one) => one.name).join(', ')
  const message = `There is no metric "${name.slice(0, 100)}" here. Known: ${known}.`
  throw new AppError('invalid', message, { fields: [{ path, message }] })
}

export function requireLabels(names: readonly string[], known: readonly string[], path: string): void {
  const wrong = names.find((name) => !known.includes(name))
  if (wrong === undefined) return
  const message = `There is no label "${wrong.slice(0, 100)}" of this metric. Known: ${known.join(', ')}.`
  throw new AppError('invalid', message, { fields: [{ path, message }] })
}

export type MetricsPage<T> = {
  items: T[]
  meta: { pagination: { page_size: number; total_size: number; next_page_token?: string } }
}

/** The token says how many came before. */
export function cutPage<T>(all: readonly T[], size: number, token: string | undefined): MetricsPage<T> {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString())
  if (!Number.isSafeInteger(start) || start < 0)
    throw new AppError('bad_request', 'page_token is not one that this API gave out.')
  const end = start + size
  const next = end < all.length ? Buffer.from(String(end)).toString('base64url') : undefined
  return {
    items: all.slice(start, end),
    meta: {
      pagination: { page_size: size, total_size: all.length, ...(next ? { next_page_token: next } : {}) },
    },
  }
}
