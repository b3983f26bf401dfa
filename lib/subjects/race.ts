import { Prisma } from '@/lib/generated/prisma/client'

/** Unique and foreign key violations, serialization failures, deadlocks: somebody else was faster. */
const states = ['23505', '23503', '40001', '40P01']

/** What was read before the transaction began is no longer so. */
export class Race extends Error {}

/** Whether the transaction lost against another one, and may do better the next time. */
function isRace(error: unknown): boolean {
  if (error instanceof Race) return true
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  if (['P2002', 'P2003', 'P2034'].includes(error.code)) return true
  return error.code === 'P2010' && states.some((state) => JSON.stringify(error.meta ?? {}).includes(state))
}

const maxAttempts = 20

/** Runs a transaction again when it lost against another one. */
export async function retryRaces<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (!isRace(error) || attempt >= maxAttempts) throw error
    }
  }
}
