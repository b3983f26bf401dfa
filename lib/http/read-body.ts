// The JSON of a request, within its limit.
import { AppError } from '@/lib/errors'

/** What an API takes as JSON: null where it takes a request without a Content-Type too. */
export type MediaRule = (contentType: string) => AppError | null

export const plainJson: MediaRule = (type) =>
  /^application\/(?:[\w.+-]+\+)?json\b/i.test(type)
    ? null
    : new AppError('bad_request', `Send the body as application/json; this one is "${type.slice(0, 80)}".`)

export async function readJson(request: Request, limit: number, rule: MediaRule): Promise<unknown> {
  const refused = rule(request.headers.get('content-type') ?? '')
  if (refused) throw refused
  const text = await readText(request, limit)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('bad_request', 'The body is not valid JSON.', { cause })
  }
}

async function readText(request: Request, limit: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > limit)
      throw new AppError('too_large', `The body is larger than ${limit} bytes, the limit here.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
