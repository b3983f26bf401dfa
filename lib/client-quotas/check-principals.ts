import type { Tx } from '@/lib/db'
import { AppError, type FieldError } from '@/lib/errors'
import { defaultPrincipal } from '@/lib/client-quotas/schema'

type Place = { organizationId: string; clusterId: string; exceptId?: string }

/** Each principal exists, is named once, and has no other quota on the cluster: brokers know one limit per principal. */
export async function checkPrincipals(
  tx: Pick<Tx, 'clientQuota' | 'serviceAccount' | 'membership'>,
  { organizationId, clusterId, exceptId }: Place,
  principals: readonly string[],
): Promise<void> {
  const [accounts, members, others] = await Promise.all([
    tx.serviceAccount.findMany({
      where: { organizationId, id: { in: [...principals] } },
      select: { id: true },
    }),
    tx.membership.findMany({
      where: { organizationId, userId: { in: [...principals] } },
      select: { userId: true },
    }),
    tx.clientQuota.findMany({
      where: {
        clusterId,
        principals: { hasSome: [...principals] },
        ...(exceptId === undefined ? {} : { id: { not: exceptId } }),
      },
    }),
  ])
  const known = new Set([
    defaultPrincipal,
    ...accounts.map(({ id }) => id),
    ...members.map(({ userId }) => userId),
  ])
  const fields = principals.flatMap((id, index): FieldError[] => {
    const path = `spec.principals.${index}.id`
    if (principals.indexOf(id) < index) return [{ path, message: `${id} is named twice.` }]
    return known.has(id) ? [] : [{ path, message: `There is no user or service account ${id}.` }]
  })
  if (fields.length > 0) throw new AppError('invalid', 'The principals are not valid.', { fields })
  const other = others[0]
  if (!other) return
  const taken = principals.filter((id) => other.principals.includes(id)).join(', ')
  throw new AppError(
    'conflict',
    `Client quota ${other.id} (${other.displayName}) already limits ${taken} on this cluster. Change that one.`,
  )
}
