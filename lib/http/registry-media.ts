// Media types of the Schema Registry API, and what its web layer says of requests that reach no operation.
import { AppError } from '@/lib/errors'
import type { MediaRule } from '@/lib/http/read-body'

const produced = [
  'application/vnd.schemaregistry.v1+json',
  'application/vnd.schemaregistry+json',
  'application/json',
] as const
export const registryMedia: string = produced[0]
/** Generic clients send bytes without a type, or with this one. */
const taken = new Set<string>([...produced, 'application/octet-stream'])

const texts = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  415: 'Unsupported Media Type',
} as const

export const webLayerError = (status: keyof typeof texts): AppError =>
  new AppError(status === 404 ? 'not_found' : 'bad_request', `HTTP ${status} ${texts[status]}`, {
    details: { status },
  })

const essence = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase()

export const registryJson: MediaRule = (type) =>
  type.trim() === '' || taken.has(essence(type)) ? null : webLayerError(415)

/** The type of the answer. @throws 406 when the client takes none of those that there are. */
export function negotiate(accept: string | null): string {
  if (accept === null || accept.trim() === '') return registryMedia
  const wishes = accept.split(',').map((part) => ({ range: essence(part), quality: qualityOf(part) }))
  const qualityFor = (type: string): number =>
    [type, 'application/*', '*/*']
      .map((range) => wishes.find((wish) => wish.range === range)?.quality)
      .find((quality) => quality !== undefined) ?? 0
  const [best] = produced
    .map((type) => ({ type, quality: qualityFor(type) }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  if (!best) throw webLayerError(406)
  return best.type
}

const qualityOf = (part: string): number => {
  const given = /;\s*q\s*=\s*([\d.]+)/i.exec(part)?.[1]
  return given === undefined ? 1 : Number(given) || 0
}
