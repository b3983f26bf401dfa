// The Prisma client over node-postgres, and `mutate`: the one way a verb changes metadata.
import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from '@/lib/generated/prisma/client'
import { env } from '@/lib/env'

export type Db = PrismaClient
export type Tx = Prisma.TransactionClient
export type { Prisma }

function connect(): PrismaClient {
  if (!env.databaseUrl)
    throw new Error('DATABASE_URL is not set. Start the product with `npm start`, which sets it.')
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: env.databaseUrl, max: 12 }) })
}

// Next reloads modules while developing; one pool per process is kept on globalThis.
const holder = globalThis as { tributaryDb?: PrismaClient }

export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_target, property) {
    holder.tributaryDb ??= connect()
    const value: unknown = Reflect.get(holder.tributaryDb, property)
    return typeof value === 'function' ? (value.bind(holder.tributaryDb) as unknown) : value
  },
})

export async function disconnectDb(): Promise<void> {
  await holder.tributaryDb?.$disconnect()
  delete holder.tributaryDb
}

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}
