// How a payload looks in one line, and whether a message matches what was typed. Pure and isomorphic.
import { formatExact } from '@/lib/format/dates'
import { meetsConditions, parseConditions } from '@/lib/messages/filter'
import type { Message, Payload } from '@/lib/messages/schema'

export const payloadText = (payload: Payload): string => (payload.format === 'null' ? '' : payload.text)

/** A start of the payload in one line; bytes as hex. Long lines only cost the browser. */
export function payloadLine(payload: Payload, length = 300): string {
  if (payload.format === 'binary') return toHex(payload.text, Math.min(length / 3, 40))
  return payload.text.slice(0, length).replace(/\s+/g, ' ')
}

function toHex(base64: string, count: number): string {
  const bytes = atob(base64.slice(0, Math.ceil(count / 3) * 4))
  return [...bytes.slice(0, count)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join(' ')
}

export const messageId = ({ partition, offset }: { partition: number; offset: string }): string =>
  `${partition}-${offset}`

/**
 * Timestamp (as shown, or in milliseconds), offset, key or value contain the text, whatever its case; or its fields meet what was
 * typed as conditions (see `filter.ts`).
 */
export function matchesMessage(message: Message, typed: string): boolean {
  const needle = typed.trim().toLowerCase()
  if (needle === '') return true
  const conditions = parseConditions(typed)
  return (
    (conditions !== null && meetsConditions(message, conditions)) ||
    message.offset.includes(needle.replaceAll(',', '')) ||
    String(message.timestamp).includes(needle) ||
    formatExact(message.timestamp, true).toLowerCase().includes(needle) ||
    [message.key, message.value].some(
      ({ format, text }) => format !== 'binary' && text.toLowerCase().includes(needle),
    )
  )
}

/** Newest first; within a millisecond by partition, then offset. */
export function newestFirst(a: Message, b: Message): number {
  if (a.timestamp !== b.timestamp) return b.timestamp - a.timestamp
  if (a.partition !== b.partition) return a.partition - b.partition
  return BigInt(b.offset) > BigInt(a.offset) ? 1 : -1
}

/** Both lists as one, every message once, the newest `max`. */
export function mergeNewest(known: readonly Message[], more: readonly Message[], max: number): Message[] {
  const byId = new Map([...known, ...more].map((message) => [messageId(message), message]))
  return [...byId.values()].sort(newestFirst).slice(0, max)
}

/** Messages counted into equal slices of time, oldest first. */
export function countByTime(messages: readonly Message[], slices: number): { from: number; count: number }[] {
  const times = messages.map(({ timestamp }) => timestamp)
  const first = Math.min(...times)
  const last = Math.max(...times)
  if (messages.length === 0) return []
  const width = Math.max(1, (last - first + 1) / slices)
  const counts = Array.from({ length: slices }, (_, index) => ({ from: first + index * width, count: 0 }))
  for (const time of times) {
    const slice = counts[Math.min(slices - 1, Math.floor((time - first) / width))]
    if (slice) slice.count += 1
  }
  return counts
}
