// Tributary's side of the comparison: the task pool of a worker in a process of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import type { KafkaConnection } from '@/lib/kafka'
import { smallNursery, workerModule } from '@/launcher/steps/worker-build.mjs'
import type { Contender, Place, Task } from './contender'

let runs = 0

export async function startOurs(
  connection: KafkaConnection,
  { databaseUrl, registryUrl }: Place,
  task: Task,
): Promise<Contender> {
  const connectorId = `lcc-bench${process.pid}x${++runs}`
  const url = new URL(databaseUrl)
  const config = {
    topics: task.topic,
    'tasks.max': '1',
    'connection.host': url.hostname,
    'connection.port': url.port,
    'connection.user': url.username,
    'connection.password': url.password,
    'db.name': url.pathname.slice(1),
    'ssl.mode': 'prefer',
    'input.data.format': task.format,
    'consumer.override.auto.offset.reset': 'earliest',
    'table.name.format': task.table,
    ...(task.mode === 'upsert' && { 'insert.mode': 'UPSERT', 'pk.mode': 'record_value', 'pk.fields': 'id' }),
  }
  // As the product runs it: built, without the TypeScript loader.
  const child = spawn(process.execPath, [smallNursery, workerModule('bench', 'pool-process')], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  child.stdin.end(JSON.stringify({ connectorId, config, connection, registryId: registryUrl }))
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  return {
    name: 'Tributary',
    pid: child.pid ?? 0,
    async progress() {
      const { rows } = await client.query<{ sum: string | null }>(
        `SELECT sum(next_offset) FROM tributary_sink_offsets WHERE connector_id = $1 AND next_offset > 0`,
        [connectorId],
      )
      return Number(rows[0]?.sum ?? 0)
    },
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
    close: () => client.end(),
  }
}
