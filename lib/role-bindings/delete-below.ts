import type { Tx } from '@/lib/db'
import { notify } from '@/lib/events'

/** For verbs that remove a place: what was bound on it or below it means nothing any more. */
export async function deleteBindingsBelow(
  tx: Pick<Tx, 'roleBinding' | '$executeRaw'>,
  organizationId: string,
  crn: string,
): Promise<void> {
  const { count } = await tx.roleBinding.deleteMany({
    where: { organizationId, OR: [{ crnPattern: crn }, { crnPattern: { startsWith: `${crn}/` } }] },
  })
  if (count > 0) await notify(tx, { noun: 'role-bindings', organizationId })
}
