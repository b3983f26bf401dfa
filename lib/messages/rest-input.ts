// The body of POST …/records: JSON objects cut out of a stream of bytes, each checked by itself.
import type { z } from 'zod'
import { AppError } from '@/lib/errors'
import { JsonRecords, type CutRecord } from '@/lib/messages/json-records'
import { parseJsonExactly } from '@/lib/exact-json'
import { produceRecordInput } from '@/lib/messages/rest-record'

const maxRecordBytes = 16 * 1024 * 1024
const maxAtOnce = 500

export function requireJson(request: Request): void {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type))
    throw refusal(415, 'HTTP 415 Unsupported Media Type')
}

export const refusal = (status: number, message: string): AppError =>
  new AppError('bad_request', message, { details: { status } })

export const isStream = (request: Request): boolean =>
  /chunked/i.test(request.headers.get('transfer-encoding') ?? '')

/** Records as they come, those together that came together; ends where they cannot be told apart. */
export async function* cutRecords(request: Request): AsyncGenerator<CutRecord[], void> {
  const cutter = new JsonRecords(maxRecordBytes)
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    const cut = cutter.push(chunk)
    for (let start = 0; start < cut.length; start += maxAtOnce) yield cut.slice(start, start + maxAtOnce)
    if (cut.at(-1)?.kind === 'malformed') return
  }
  const rest = cutter.end()
  if (rest.length > 0) yield rest
}

/** Throws `bad_request` or `too_large`. */
export function readInput(cut: CutRecord): z.output<typeof produceRecordInput> {
  if (cut.kind === 'too-large')
    throw new AppError(
      'too_large',
      `A record is larger than ${maxRecordBytes} bytes of JSON, the limit here.`,
    )
  if (cut.kind === 'malformed')
    throw new AppError(
      'bad_request',
      'Records are JSON objects, one after another. Here none begins, or one does not end.',
    )
  const parsed = produceRecordInput.safeParse(parse(cut.text))
  if (parsed.success) return parsed.data
  throw new AppError('invalid', 'The record is not valid.', {
    fields: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  })
}

function parse(text: string): unknown {
  try {
    return parseJsonExactly(text)
  } catch (cause) {
    throw new AppError('bad_request', 'The record is not valid JSON.', { cause })
  }
}
