import type { Prisma } from '@/lib/db'
import type { ApiKey } from '@/lib/generated/prisma/client'

/** What only a login compares: nothing that is shown needs it read. */
export const withoutVerifiers = {
  hashSalt: true,
  secretHash: true,
  scramSalt: true,
  scramIterations: true,
  scramStoredKey: true,
  scramServerKey: true,
} as const satisfies Prisma.ApiKeyOmit

export type ShownApiKey = Omit<ApiKey, keyof typeof withoutVerifiers>
