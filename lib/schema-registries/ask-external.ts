// One HTTP request to an attached registry, through the egress guard, with its credentials and its certificate authority.
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { guardUserConnection } from '@/lib/egress/own-ports'
import { pinned } from '@/lib/egress/pinned'
import type { ExternalAccess } from '@/lib/schema-registries/external'

export type ExternalQuestion = {
  method: string
  /** With its query; begins with a slash. */
  path: string
  headers: Record<string, string>
  body?: string | undefined
  timeoutMs: number
}
export type ExternalAnswer = { status: number; contentType: string; text: string }

/** Says that the request was handed on once: a registry that is attached to itself would hand it on for ever. */
export const handedOn = 'x-tributary-handed-on'

const maxAnswerBytes = 32 * 1024 * 1024
export const media = 'application/vnd.schemaregistry.v1+json'

export const portOf = ({ port, protocol }: URL): number => Number(port) || (protocol === 'https:' ? 443 : 80)
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

/** Redirects are not followed: the password is for this server. @throws what the network says. */
export async function askExternal(
  access: ExternalAccess,
  question: ExternalQuestion,
): Promise<ExternalAnswer> {
  const base = new URL(access.url)
  const judged = await guardUserConnection(hostOf(base), portOf(base))
  const { method, headers, body, timeoutMs } = question
  const url = new URL(`${access.url.replace(/\/+$/, '')}${question.path}`)
  const options = {
    method,
    headers: {
      ...headers,
      [handedOn]: '1',
      ...(access.username === undefined
        ? {}
        : { authorization: `Basic ${btoa(`${access.username}:${access.password ?? ''}`)}` }),
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
    signal: AbortSignal.timeout(timeoutMs),
    ...pinned(judged),
  }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request =
      base.protocol === 'https:'
        ? requestHttps(url, { ...options, ca: access.ssl_ca_pem }, resolve)
        : requestHttp(url, options, resolve)
    request.once('error', reject)
    request.end(body)
  })
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'] ?? media,
    text: await readText(response),
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxAnswerBytes) throw new Error(`the answer is larger than ${maxAnswerBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
