// Pipelines into PostgreSQL in the running product: from their making to the first row, and what a hundred of them cost that
// have nothing to do.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { disconnectDb } from '@/lib/db'
import { median, printFigure } from '../support/figure'
import { eventually } from '../support/poll'
import { pidOf, processorSeconds, residentMb } from '../support/process-use'
import { connectorsPath, openProduct } from '../support/product'
import { startTargetDatabase } from '../support/target-database'

const idleConnectors = 100
const restSeconds = 30

type Key = { id: string; spec: { secret: string } }

const product = await openProduct()
const { ask, clusterId, userId } = product
const target = await startTargetDatabase()
const url = new URL(target.url)
const client = new pg.Client({ connectionString: target.url })
await client.connect()
const key = await ask<Key>('POST', '/iam/v2/api-keys', {
  spec: { display_name: '', description: 'bench', owner: { id: userId }, resource: { id: clusterId } },
})

async function makeTopic(name: string, messages: number): Promise<void> {
  await ask('POST', `/kafka/v3/clusters/${clusterId}/topics`, { topic_name: name, partitions_count: 1 })
  for (let i = 0; i < messages; i++)
    await ask('POST', `/kafka/v3/clusters/${clusterId}/topics/${name}/records`, {
      value: { type: 'JSON', data: { id: i, city: 'Bergen', total: 12.5 } },
    })
}

const launch = (name: string, topic: string): Promise<unknown> =>
  ask('POST', connectorsPath(product), {
    name,
    config: {
      'connector.class': 'PostgresSink',
      name,
      'kafka.auth.mode': 'KAFKA_API_KEY',
      'kafka.api.key': key.id,
      'kafka.api.secret': key.spec.secret,
      topics: topic,
      'input.data.format': 'JSON',
      'connection.host': url.hostname,
      'connection.port': url.port,
      'connection.user': decodeURIComponent(url.username),
      'connection.password': decodeURIComponent(url.password),
      'db.name': url.pathname.slice(1),
      'ssl.mode': 'prefer',
      'insert.mode': 'INSERT',
      'auto.create': 'true',
      'auto.evolve': 'true',
      'tasks.max': '1',
    },
  })
const remove = (name: string): Promise<unknown> => ask('DELETE', connectorsPath(product, name))

const hasRows = async (table: string): Promise<true | undefined> => {
  const { rows } = await client.query<{ found: string | null }>('SELECT to_regclass($1)::text AS found', [
    `"${table}"`,
  ])
  if (!rows[0]?.found) return undefined
  return (await client.query(`SELECT 1 FROM "${table}" LIMIT 1`)).rowCount === 1 ? true : undefined
}

async function firstRow(index: number): Promise<number> {
  const topic = `bench-first-${crypto.randomUUID().slice(0, 8)}`
  await makeTopic(topic, 20)
  const from = performance.now()
  await launch(`bench-first-${index}`, topic)
  await eventually('The first row', () => hasRows(topic), { everyMs: 10 })
  const took = performance.now() - from
  await remove(`bench-first-${index}`)
  return took
}

const cold = await firstRow(0)
const warm: number[] = []
for (let i = 1; i <= 7; i++) warm.push(await firstRow(i))
printFigure({ name: 'A PostgreSQL sink made to its first row, the very first', value: cold, unit: 'ms' })
printFigure({ name: 'A PostgreSQL sink made to its first row', value: median(warm), unit: 'ms', atMost: 500 })

const worker = pidOf('worker', clusterId)
const quiet = `bench-quiet-${crypto.randomUUID().slice(0, 8)}`
await makeTopic(quiet, 1)
const names = Array.from({ length: idleConnectors }, (_, i) => `bench-idle-${i}`)
await launch('bench-idle-warm', quiet)
await eventually('The first row', () => hasRows(quiet))
const before = residentMb(worker)
for (const name of names) await launch(name, quiet)
await eventually(
  'All rows',
  async () => {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${quiet}"`)
    return rows[0]?.count === idleConnectors + 1
  },
  { timeoutMs: 120_000 },
)
await sleep(5_000)
const [cpu, at] = [processorSeconds(worker), performance.now()]
await sleep(restSeconds * 1_000)
const share = ((processorSeconds(worker) - cpu) / ((performance.now() - at) / 1_000)) * 100
printFigure({ name: `${idleConnectors} idle sinks, of a core`, value: share, unit: '%', atMost: 2 })
printFigure({
  name: 'Memory of each further pipeline',
  value: (residentMb(worker) - before) / idleConnectors,
  unit: 'MB',
  atMost: 30,
})
for (const name of [...names, 'bench-idle-warm']) await remove(name)
await client.end()
await target.stop()
await disconnectDb()
