// Sample data at full speed through the whole product: launched at the API, run by the worker, counted at the broker.
import { setTimeout as sleep } from 'node:timers/promises'
import { clusterConnection } from '@/lib/clusters/connection'
import { db, disconnectDb } from '@/lib/db'
import { closeAllKafka, describeLogDirs, listTopicOffsets } from '@/lib/kafka'
import { median, printFigure } from '../support/figure'
import { eventually } from '../support/poll'
import { pidOf, processorSeconds } from '../support/process-use'
import { launchSampleData, openProduct } from '../support/product'

const field = (name: string, type: string, properties: object) => ({
  name,
  type: { type, 'arg.properties': properties },
})
/** About 200 bytes of JSON. */
const schema = {
  type: 'record',
  name: 'event',
  fields: [
    field('id', 'long', { iteration: { start: 0 } }),
    field('time', 'long', { range: { min: 1487715775521, max: 1519273364600 } }),
    field('user', 'string', { regex: 'User_[1-9]{3}' }),
    field('city', 'string', { options: ['Berlin', 'Paris', 'Madrid'] }),
    field('amount', 'int', { range: { min: 1, max: 100_000 } }),
    field('text', 'string', { regex: '[a-z]{105}' }),
  ],
}
const secondsPerRun = 10

const product = await openProduct()
const connection = await clusterConnection(
  await db.kafkaCluster.findUniqueOrThrow({ where: { id: product.clusterId } }),
)
const [worker, broker] = [pidOf('worker', product.clusterId), pidOf('broker', product.clusterId)]
const { topic, remove } = await launchSampleData(product, {
  'schema.string': JSON.stringify(schema),
  'max.interval': '0',
})

const use = async () => ({
  at: performance.now(),
  records: (await listTopicOffsets(connection, [topic])).reduce((sum, { latest }) => sum + Number(latest), 0),
  worker: processorSeconds(worker),
  broker: processorSeconds(broker),
})

await eventually('The first record', async () => (await use()).records > 0)
await sleep(3_000)
const runs = []
for (let i = 0; i < 3; i++) {
  const before = await use()
  await sleep(secondsPerRun * 1_000)
  const after = await use()
  const records = after.records - before.records
  runs.push({
    rate: (records * 1_000) / (after.at - before.at),
    worker: ((after.worker - before.worker) / records) * 1e6,
    broker: ((after.broker - before.broker) / records) * 1e6,
  })
}
const total = (await use()).records
const bytes = (await describeLogDirs(connection, [topic])).reduce((sum, replica) => sum + replica.bytes, 0)
await remove()

printFigure({
  name: 'Sample data at full speed, at the broker',
  value: median(runs.map(({ rate }) => rate)),
  unit: 'records/s',
  atLeast: 100_000,
})
printFigure({ name: 'bytes of a record in the log', value: bytes / total, unit: 'bytes' })
for (const name of ['worker', 'broker'] as const)
  printFigure({
    name: `processor time of the ${name} per million`,
    value: median(runs.map((run) => run[name])),
    unit: 's',
  })
await closeAllKafka()
await disconnectDb()
