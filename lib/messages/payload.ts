// Tells JSON, text and binary apart and cuts what is too long to look at.
import { isUtf8 } from 'node:buffer'
import type { Payload } from '@/lib/messages/schema'

export type PayloadLimits = { valueBytes: number; keyBytes: number; headerBytes: number }

const parseAtMost = 256 * 1024
const controls = new RegExp('[\\u0000-\\u0008\\u000e-\\u001a\\u001c-\\u001f]')

export function toPayload(bytes: Buffer | null, limit: number): Payload {
  if (bytes === null) return { format: 'null', text: '', sizeBytes: 0, isTruncated: false }
  const sizeBytes = bytes.length
  const isTruncated = sizeBytes > limit
  if (!isUtf8(bytes) || hasControls(bytes))
    return { format: 'binary', text: bytes.subarray(0, limit).toString('base64'), sizeBytes, isTruncated }
  const format = isJson(bytes) ? 'json' : 'text'
  return { format, text: cutBytes(bytes, limit), sizeBytes, isTruncated }
}

/** Bytes such as NUL make UTF-8 that nobody wrote as text: serialised numbers, Avro, Protobuf. */
const hasControls = (bytes: Buffer): boolean =>
  controls.test(bytes.subarray(0, parseAtMost).toString('latin1'))

function isJson(bytes: Buffer): boolean {
  if (bytes.length > parseAtMost) return looksLikeJson(bytes)
  const text = bytes.toString('utf8')
  if (!/^\s*(?:[{["\d-]|true|false|null)/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Parsing megabytes for a badge is not worth it: an object or a list by its two ends. */
function looksLikeJson(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 64).toString('latin1').trimStart()[0]
  const tail = bytes.subarray(-64).toString('latin1').trimEnd().at(-1)
  return (head === '{' && tail === '}') || (head === '[' && tail === ']')
}

/** What was decoded, as JSON text of at most `limit` bytes. */
export function cutText(text: string, limit: number): Pick<Payload, 'text' | 'isTruncated'> {
  if (text.length * 3 <= limit || Buffer.byteLength(text) <= limit) return { text, isTruncated: false }
  return { text: cutBytes(Buffer.from(text), limit), isTruncated: true }
}

function cutBytes(bytes: Buffer, limit: number): string {
  if (bytes.length <= limit) return bytes.toString('utf8')
  let end = limit
  // Never inside a character: continuation bytes are 10xxxxxx.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return bytes.toString('utf8', 0, end)
}

const answerBytes = 2 * 1024 * 1024

/** Limits that keep an answer with this many messages near 2 MB. */
export function limitsFor(count: number): PayloadLimits {
  const valueBytes = Math.round(Math.min(32 * 1024, Math.max(1024, answerBytes / count)))
  return { valueBytes, keyBytes: 1024, headerBytes: 512 }
}
