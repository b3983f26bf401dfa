// Walks the hash chain and says where it breaks: a changed, removed or moved event, a shortened end, a forged head.
import { authorize, type Ctx } from '@/lib/context'
import { clusterConnection } from '@/lib/clusters/connection'
import { db } from '@/lib/db'
import { chainStart, nextLink, type Link } from '@/lib/audit-events/chain'
import { findChainHead } from '@/lib/audit-events/chain-head'
import type { AuditChainDto } from '@/lib/audit-events/schema'
import { findAuditCluster, findPublishedLink } from '@/lib/audit-events/topic'

const pageSize = 2000

type Break = { index: bigint; reason: string }
type Walk = { last: Link; broken: Break | null }

export async function verifyAuditChain(ctx: Ctx): Promise<AuditChainDto> {
  await authorize(ctx, 'audit-events:read')
  const { organizationId } = ctx
  // Before the walk: what is sealed meanwhile must not look like an end that was put on.
  const head = await findChainHead(organizationId).catch(() => 'forged' as const)
  const { last, broken } = await walk(organizationId, head === 'forged' ? null : (head?.index ?? null))
  const witness = await askTopic(organizationId)
  const found =
    broken ??
    checkHead(last, head) ??
    (typeof witness === 'string' ? null : await checkWitness(organizationId, last, witness))
  return {
    status: found ? 'BROKEN' : 'INTACT',
    checked: Number(last.index),
    unsealed: await db.auditEvent.count({ where: { organizationId, chainIndex: null } }),
    head: head && head !== 'forged' ? shown(head) : null,
    broken: found && { index: String(found.index), reason: found.reason },
    topic: typeof witness === 'string' ? witness : found ? 'DIFFERS' : 'AGREES',
  }
}

const shown = ({ index, hash }: Link) => ({ index: String(index), hash: hash.toString('hex') })

async function walk(organizationId: string, upTo: bigint | null): Promise<Walk> {
  let last = chainStart
  for (;;) {
    const rows = await db.auditEvent.findMany({
      where: { organizationId, chainIndex: { gt: last.index, ...(upTo === null ? {} : { lte: upTo }) } },
      orderBy: { chainIndex: 'asc' },
      take: pageSize,
    })
    for (const row of rows) {
      const expected = nextLink(last, row)
      if (row.chainIndex !== expected.index)
        return { last, broken: { index: expected.index, reason: 'An event was removed here.' } }
      if (row.hash === null || !expected.hash.equals(row.hash))
        return {
          last,
          broken: { index: expected.index, reason: 'This event, or one before it, was changed or moved.' },
        }
      last = expected
    }
    if (rows.length < pageSize) return { last, broken: null }
  }
}

function checkHead(last: Link, head: Link | null | 'forged'): Break | null {
  if (head === 'forged') return { index: last.index, reason: 'The sealed end of the chain is not ours.' }
  if (head === null)
    return last.index === 0n
      ? null
      : { index: last.index, reason: 'The sealed end of the chain was removed.' }
  if (last.index < head.index)
    return { index: last.index + 1n, reason: `Events up to ${head.index} were removed from the end.` }
  return last.hash.equals(head.hash) ? null : { index: last.index, reason: 'The chain was written anew.' }
}

async function askTopic(organizationId: string): Promise<Link | 'EMPTY' | 'UNREACHABLE'> {
  const cluster = await findAuditCluster(organizationId)
  if (!cluster) return 'EMPTY'
  try {
    return (await findPublishedLink(await clusterConnection(cluster))) ?? 'EMPTY'
  } catch {
    return 'UNREACHABLE'
  }
}

async function checkWitness(
  organizationId: string,
  last: Link,
  { index, hash }: Link,
): Promise<Break | null> {
  const row = await db.auditEvent.findUnique({
    where: { organizationId_chainIndex: { organizationId, chainIndex: index } },
  })
  if (!row) return { index: last.index + 1n, reason: `The topic has events up to ${index}.` }
  return row.hash && hash.equals(row.hash)
    ? null
    : { index, reason: 'The topic has another event at this place.' }
}
