// Kafka → PostgreSQL, ours and Kafka Connect with Debezium's JDBC sink side by side: the same topics and tables, in turns.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { ensureConnectPeer } from '@/launcher/steps/connect-peer.mjs'
import { ensureWorkerBuild } from '@/launcher/steps/worker-build.mjs'
import { closeAllKafka } from '@/lib/kafka'
import { destroyBroker } from '@/worker/brokers/destroy'
import { internalConnection } from '@/worker/brokers/internal-connection'
import { freePort } from '@/worker/brokers/ports'
import { provisionBroker } from '@/worker/brokers/provision'
import { startOrAdoptBroker } from '@/worker/brokers/start-or-adopt'
import { stopBroker } from '@/worker/brokers/stop'
import { median, printFigure } from '../support/figure'
import { startTargetDatabase } from '../support/target-database'
import type { Contender, Task } from './postgres-sink/contender'
import { measure, type Run } from './postgres-sink/measure'
import { startOurs } from './postgres-sink/ours'
import { startPeer } from './postgres-sink/peer'
import { columns, fillTopic, type Topic } from './postgres-sink/records'
import { startBenchRegistry } from './postgres-sink/registry'

const given = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? fallback : Number(process.argv[at + 1])
}
const seconds = given('seconds', 30)
const rounds = given('rounds', 2)
const records = given('records', 8_000_000)

const folder = await mkdtemp(path.join(tmpdir(), 'tributary-bench-'))
const dataDir = path.join(folder, 'lkc-bench')
/** Only one of them, to look at it: `ours` or `peer`. */
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined
const comparisons = [
  { name: 'append', mode: 'append', format: 'JSON', size: 1 },
  { name: 'upsert', mode: 'upsert', format: 'JSON', size: 0.5 },
  { name: 'avro', mode: 'append', format: 'AVRO', size: 1 },
] as const
/** Those named on the command line, else all. */
const chosen = (name: string): boolean =>
  process.argv.includes(name) || comparisons.every((one) => !process.argv.includes(one.name))
const files = await ensureConnectPeer()
await ensureWorkerBuild('bench', { 'pool-process': 'tests/bench/postgres-sink/pool-process.ts' })
const registry = await startBenchRegistry()
const database = await startTargetDatabase()
const client = new pg.Client({ connectionString: database.url })

async function runOne(
  start: (task: Task) => Promise<Contender>,
  topic: Topic,
  { mode, format }: Pick<Task, 'mode' | 'format'>,
): Promise<Run> {
  const table = 'bench_rows'
  await client.query(
    `DROP TABLE IF EXISTS ${table}; CREATE TABLE ${table} (${columns}${mode === 'upsert' ? ', PRIMARY KEY (id)' : ''})`,
  )
  await client.query('CHECKPOINT')
  const contender = await start({ topic: topic.name, table, mode, format })
  try {
    return await measure(contender, database.pid, { seconds, warmUpSeconds: 10, total: topic.records * 0.98 })
  } finally {
    await contender.stop()
    const reached = await contender.progress()
    await contender.close()
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${table}`)
    const stored = Number(rows[0]?.count)
    const isWhole = mode === 'append' ? stored >= reached : stored > 0
    process.stdout.write(
      `  ${contender.name}: ${reached} records, ${stored} rows${isWhole ? '' : ' — ROWS ARE MISSING'}\n`,
    )
  }
}

function report(name: string, ours: Run[], peers: Run[]): void {
  const of = (runs: Run[], pick: (run: Run) => number): number =>
    runs.length === 0 ? NaN : median(runs.map(pick))
  for (const [whose, runs] of [
    ['ours', ours],
    ['Kafka Connect', peers],
  ] as const) {
    printFigure({ name: `${name}, ${whose}`, value: of(runs, (run) => run.rate), unit: 'rows/s' })
    printFigure({
      name: `${name}, ${whose}: processor time of the process per million`,
      value: of(runs, (run) => run.own),
      unit: 's',
    })
    printFigure({
      name: `${name}, ${whose}: and of the database`,
      value: of(runs, (run) => run.database),
      unit: 's',
    })
    printFigure({ name: `${name}, ${whose}: resident`, value: of(runs, (run) => run.memoryMb), unit: 'MB' })
  }
  const ratio = (pick: (run: Run) => number): number => of(ours, pick) / of(peers, pick)
  printFigure({
    name: `${name}: rows/s, of the peer's`,
    value: ratio((run) => run.rate),
    unit: '×',
    atLeast: name === 'avro' ? 2 : 1.5,
  })
  printFigure({
    name: `${name}: processor time of the process, of the peer's`,
    value: ratio((run) => run.own),
    unit: '×',
    atMost: 0.5,
  })
  printFigure({
    name: `${name}: the same with the database's`,
    value: ratio((run) => run.own + run.database),
    unit: '×',
  })
  printFigure({
    name: `${name}: memory, of the peer's`,
    value: ratio((run) => run.memoryMb),
    unit: '×',
    atMost: 0.25,
  })
}

try {
  await client.connect()
  await provisionBroker({
    dataDir,
    clusterId: 'lkc-bench',
    clientPort: await freePort('127.0.0.1'),
    host: '127.0.0.1',
  })
  await startOrAdoptBroker({ dataDir })
  const connection = await internalConnection(dataDir)
  const place = { databaseUrl: database.url, registryUrl: registry.url, folder }
  for (const { name, mode, format, size } of comparisons) {
    if (!chosen(name)) continue
    const topic = await fillTopic(connection, {
      name: `bench-${name}`,
      records: Math.floor(records * size),
      repeats: mode === 'upsert',
      format,
    })
    const [ours, peers]: [Run[], Run[]] = [[], []]
    const kind = { mode, format }
    for (let round = 0; round < rounds; round++) {
      if (only !== 'peer') ours.push(await runOne((task) => startOurs(connection, place, task), topic, kind))
      if (only !== 'ours')
        peers.push(await runOne((task) => startPeer(connection, place, task, files), topic, kind))
    }
    report(name, ours, peers)
  }
} finally {
  registry.close()
  await client.end()
  await closeAllKafka()
  await stopBroker(dataDir)
  await destroyBroker(dataDir)
  await database.stop()
  await rm(folder, { recursive: true, force: true })
}
process.exit(0)
