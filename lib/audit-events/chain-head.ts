// Where an organization's chain ends. Kept apart from the events and sealed with the master key, so that whoever can only
// write to the database can neither shorten the chain nor write it anew.
import type { Tx } from '@/lib/db'
import { findSecret, putSecret } from '@/lib/secrets/store'
import { chainStart, type Link } from '@/lib/audit-events/chain'

const placeOf = (organizationId: string): string => `audit-events/${organizationId}/head`

export async function findChainHead(organizationId: string, tx?: Pick<Tx, 'secret'>): Promise<Link | null> {
  const text = await findSecret(placeOf(organizationId), tx)
  const [index, hash] = text?.split(' ') ?? []
  return index === undefined || hash === undefined
    ? null
    : { index: BigInt(index), hash: Buffer.from(hash, 'hex') }
}

export async function readChainHead(organizationId: string, tx?: Pick<Tx, 'secret'>): Promise<Link> {
  return (await findChainHead(organizationId, tx)) ?? chainStart
}

export async function writeChainHead(
  tx: Pick<Tx, 'secret'>,
  organizationId: string,
  { index, hash }: Link,
): Promise<void> {
  await putSecret(tx, organizationId, placeOf(organizationId), `${index} ${hash.toString('hex')}`)
}
