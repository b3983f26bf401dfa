// The sample data generator: alone on one core, and with its connector through a broker of its own.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseAvroSchema } from '@/lib/connectors/datagen/avro-schema'
import { JsonWriter } from '@/lib/connectors/datagen/json-writer'
import { loadTemplate } from '@/lib/connectors/datagen/load-template'
import { valueOutput } from '@/lib/connectors/datagen/output/encoder'
import { registeredFormats, type RegisteredFormat } from '@/lib/connectors/datagen/output/formats'
import { RecordGenerator } from '@/lib/connectors/datagen/record-generator'
import { findTemplate } from '@/lib/connectors/datagen/templates'
import { closeAllKafka, createTopic, type KafkaConnection } from '@/lib/kafka'
import { destroyBroker } from '@/worker/brokers/destroy'
import { internalConnection } from '@/worker/brokers/internal-connection'
import { freePort } from '@/worker/brokers/ports'
import { provisionBroker } from '@/worker/brokers/provision'
import { startOrAdoptBroker } from '@/worker/brokers/start-or-adopt'
import { stopBroker } from '@/worker/brokers/stop'
import { TaskPool, type PoolEvent } from '@/worker/connectors/pool/pool'
import { openSourceOffsets } from '@/worker/connectors/source/source-offsets'
import { printFigure } from '../support/figure'
import { taskAssignment } from '../support/task-assignment'

const annotated = (name: string, type: string, properties: object) => ({
  name,
  type: { type, 'arg.properties': properties },
})
/** About 200 bytes of JSON. */
const schema = {
  type: 'record',
  name: 'event',
  fields: [
    annotated('id', 'long', { iteration: { start: 0 } }),
    annotated('time', 'long', { range: { min: 1487715775521, max: 1519273364600 } }),
    annotated('user', 'string', { regex: 'User_[1-9]{3}' }),
    annotated('city', 'string', { options: ['Berlin', 'Paris', 'Madrid'] }),
    annotated('amount', 'int', { range: { min: 1, max: 100_000 } }),
    annotated('text', 'string', { regex: '[a-z]{105}' }),
  ],
}

async function benchGenerator(): Promise<void> {
  const template = findTemplate('ORDERS')
  if (!template) throw new Error('no template ORDERS')
  const writer = new JsonWriter(1_048_576)
  const generator = new RecordGenerator(await loadTemplate(template), { keyField: template.keyField, writer })
  const run = (count: number): number => {
    const began = performance.now()
    for (let i = 0; i < count; i++) {
      if (i % 2_000 === 0) writer.rewind()
      generator.next()
    }
    return (count * 1_000) / (performance.now() - began)
  }
  run(100_000)
  printFigure({
    name: 'ORDERS records generated as JSON, one core',
    value: run(1_000_000),
    unit: 'records/s',
    atLeast: 300_000,
  })
}

/** What a task does for each record before the producer has it. */
function benchFormat(format: RegisteredFormat): void {
  const record = parseAvroSchema(JSON.stringify(schema))
  const writer = new JsonWriter(1_048_576, 1_000_000, (size) => Buffer.allocUnsafeSlow(size))
  const generator = new RecordGenerator(record, { keyField: 'id', decimalFormat: 'NUMERIC', writer })
  const encode = valueOutput(format, record).encoder(100_001)
  const run = (count: number): number => {
    const began = performance.now()
    for (let i = 0; i < count; i++) {
      if (i % 500 === 0) writer.rewind()
      encode(generator.next().value)
    }
    return (count * 1_000) / (performance.now() - began)
  }
  run(50_000)
  printFigure({
    name: `200-byte records generated as ${format}, one core`,
    value: run(300_000),
    unit: 'records/s',
  })
}

async function benchConnector(connection: KafkaConnection): Promise<void> {
  const topic = 'bench'
  await createTopic(connection, { name: topic, partitions: 6 })
  const offsets = openSourceOffsets({ connectionOf: async () => connection, onWarning: () => undefined })
  const events: PoolEvent[] = []
  let firstAt = 0
  const pool = new TaskPool({
    offsets: {
      read: (...place) => offsets.read(...place),
      write: (...entry) => {
        firstAt ||= performance.now()
        offsets.write(...entry)
      },
      note: () => undefined,
      flush: () => offsets.flush(),
    },
    onEvent: (event) => events.push(event),
  })
  await sleep(2_000)
  const startedAt = performance.now()
  pool.startTask(
    taskAssignment({
      connectorId: 'lcc-bench',
      clusterId: connection.id,
      className: 'DatagenSource',
      config: { 'kafka.topic': topic, 'schema.string': JSON.stringify(schema), 'max.interval': '0' },
      connection,
    }),
  )
  await sleep(15_000)
  await pool.close()
  await offsets.close()
  const rates = events.flatMap((event) => (event.type === 'metrics' ? event.tasks : [])).slice(-10)
  const records = rates.reduce((sum, rate) => sum + rate.recordsPerSec, 0) / rates.length
  const bytes = rates.reduce((sum, rate) => sum + rate.bytesPerSec, 0) / rates.length
  printFigure({ name: 'Task start to first acknowledged record', value: firstAt - startedAt, unit: 'ms' })
  printFigure({ name: 'Bytes per record', value: bytes / records, unit: 'bytes' })
  printFigure({
    name: 'Sample data connector at full speed',
    value: records,
    unit: 'records/s',
    atLeast: 100_000,
  })
}

const folder = await mkdtemp(path.join(tmpdir(), 'tributary-bench-'))
const dataDir = path.join(folder, 'lkc-bench')
try {
  await benchGenerator()
  for (const format of registeredFormats) benchFormat(format)
  await provisionBroker({
    dataDir,
    clusterId: 'lkc-bench',
    clientPort: await freePort('127.0.0.1'),
    host: '127.0.0.1',
  })
  await startOrAdoptBroker({ dataDir })
  await benchConnector(await internalConnection(dataDir))
} finally {
  await closeAllKafka()
  await stopBroker(dataDir)
  await destroyBroker(dataDir)
  await rm(folder, { recursive: true, force: true })
}
process.exit(0)
