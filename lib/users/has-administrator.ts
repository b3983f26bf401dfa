import { db } from '@/lib/db'

/** False until the first administrator has been set up. */
export async function hasAdministrator(): Promise<boolean> {
  return (await db.user.count({ where: { passwordHash: { not: null } }, take: 1 })) > 0
}
