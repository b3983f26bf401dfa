// The hash chain of one organization's audit events: each hash covers the one before and the whole event. Pure.
import { createHash } from 'node:crypto'
import type { AuditEvent } from '@/lib/generated/prisma/client'

export type Link = { index: bigint; hash: Buffer }

/** What stands before the first event. */
export const chainStart: Link = { index: 0n, hash: Buffer.alloc(32) }

export function nextLink(before: Link, event: AuditEvent): Link {
  const index = before.index + 1n
  const hash = createHash('sha256').update(before.hash).update(canonical(event, index)).digest()
  return { index, hash }
}

/** Every column but those that sealing and publishing write; the keys of objects in order, whatever Postgres makes of them. */
function canonical(event: AuditEvent, index: bigint): string {
  const { chainIndex: _index, hash: _hash, publishedAt: _published, sequence, time, ...rest } = event
  return JSON.stringify(
    inOrder({ ...rest, index: String(index), sequence: String(sequence), time: time.toISOString() }),
  )
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, inOrder(item)]),
  )
}
