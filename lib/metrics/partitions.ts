// Partitions are made one span ahead and dropped whole once everything in them is older than the retention.
import { Prisma } from '@/lib/generated/prisma/client'
import { db } from '@/lib/db'

const minute = 60_000
const hour = 60 * minute
const tables = [
  { name: 'metric_samples_5s', spanMs: 15 * minute, keepMs: hour },
  { name: 'metric_samples_1m', spanMs: 6 * hour, keepMs: 24 * hour },
  { name: 'metric_samples_1h', spanMs: 5 * 24 * hour, keepMs: 30 * 24 * hour },
] as const

type Table = (typeof tables)[number]
const nameOf = (table: Table, start: number): string =>
  `${table.name}_p${new Date(start).toISOString().replace(/\D/g, '').slice(0, 12)}`

export async function keepPartitions(now = Date.now()): Promise<void> {
  for (const table of tables) {
    const first = Math.floor((now - table.keepMs) / table.spanMs) * table.spanMs
    const wanted = new Map<string, number>()
    for (let start = first; start <= now + table.spanMs; start += table.spanMs)
      wanted.set(nameOf(table, start), start)
    const present = await listPartitions(table)
    for (const [name, start] of wanted)
      if (!present.includes(name)) {
        const [from, to] = [start, start + table.spanMs].map((at) => new Date(at).toISOString())
        await db.$executeRawUnsafe(
          `CREATE TABLE IF NOT EXISTS "${name}" PARTITION OF "${table.name}" FOR VALUES FROM ('${from}') TO ('${to}')`,
        )
      }
    for (const name of present)
      if (name < nameOf(table, first)) await db.$executeRawUnsafe(`DROP TABLE "${name}"`)
  }
}

async function listPartitions(table: Table): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT relname::text AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = ${Prisma.sql`${table.name}::regclass`}`
  return rows.map(({ name }) => name)
}
