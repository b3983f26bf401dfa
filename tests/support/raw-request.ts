// Requests as no well-behaved client sends them: the request line and every header go out byte by byte as they are given.
import { connect } from 'node:net'
import { env } from '@/lib/env'

export type RawAnswer = { status: number; location: string; head: string; body: string }

/** Resolves with status 0 when the server closes the connection without an answer. */
export function rawRequest(
  method: string,
  target: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(env.url)
  const all = {
    host,
    connection: 'close',
    ...(body
      ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
      : {}),
    ...headers,
  }
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...Object.entries(all).map(([name, value]) => `${name}: ${value}`),
  ]
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`))
    socket.setTimeout(20_000, () => socket.destroy(new Error(`no answer to ${method} ${target}`)))
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve(answerOf('')) : reject(error),
    )
    socket.on('close', () => resolve(answerOf(Buffer.concat(chunks).toString('utf8'))))
  })
}

function answerOf(text: string): RawAnswer {
  const at = text.indexOf('\r\n\r\n')
  const head = at === -1 ? text : text.slice(0, at)
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    location: /^location: *(.*)$/im.exec(head)?.[1] ?? '',
    head,
    body: at === -1 ? '' : text.slice(at + 4),
  }
}

/** At most so many at once. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: width }, lane))
}
