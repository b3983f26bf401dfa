// One sink on a task pool, as in the worker; its assignment comes on standard input.
import { text } from 'node:stream/consumers'
import type { KafkaConnection } from '@/lib/kafka'
import { taskAssignment } from '@/tests/support/task-assignment'
import { TaskPool } from '@/worker/connectors/pool/pool'
import { openSourceOffsets } from '@/worker/connectors/source/source-offsets'

const { connectorId, config, connection, registryId } = JSON.parse(await text(process.stdin)) as {
  connectorId: string
  config: Record<string, string>
  connection: KafkaConnection
  registryId: string
}
const offsets = openSourceOffsets({
  connectionOf: () => Promise.resolve(connection),
  onWarning: () => undefined,
})
const pool = new TaskPool({
  offsets,
  threads: 1,
  onEvent: (event) => {
    const isTrouble = event.type === 'state' && event.state === 'FAILED'
    if (isTrouble || (event.type === 'log' && event.level !== 'INFO'))
      process.stderr.write(`${JSON.stringify(event)}\n`)
  },
})
pool.startTask(
  taskAssignment({
    kind: 'sink',
    connectorId,
    clusterId: connection.id,
    className: 'PostgresSink',
    config,
    connection,
    registryId,
  }),
)
process.once('SIGTERM', () => {
  void pool.close().then(() => process.exit(0))
})
