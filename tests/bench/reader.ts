// How fast records of 190 bytes are walked over, keys and values, and what an idle reader costs: `node --import tsx tests/bench/reader.ts`.
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { closeAllKafka, createTopic, listTopicOffsets, openPartitionReader, openProducer } from '@/lib/kafka'
import { startTestBroker } from '@/tests/support/broker'

const RECORDS = Number(process.argv[2] ?? 3_000_000)
const PARTITIONS = 6
const IDLE_READERS = 100
const IDLE_MS = 20_000

const broker = await startTestBroker()
const topic = 'reader-bench'
await createTopic(broker.connection, { name: topic, partitions: PARTITIONS, configs: {} })
const producer = openProducer(broker.connection)
const value = Buffer.from(randomBytes(90).toString('hex'))
for (let sent = 0; sent < RECORDS; sent += 5_000)
  await producer.send(
    topic,
    Array.from({ length: 5_000 }, (_, i) => ({ key: `${sent + i}`.padStart(10, '0'), value })),
  )
await producer.flush()
await producer.close()

const positions = Array.from({ length: PARTITIONS }, (_, partition) => ({ topic, partition, offset: 0 }))
for (const how of ['spans', 'views', 'spans', 'views'] as const) {
  const reader = openPartitionReader(broker.connection, { positions })
  const before = process.cpuUsage()
  const begin = performance.now()
  let records = 0
  let sum = 0
  while (records < RECORDS)
    for (const batch of await reader.next()) {
      records += batch.count
      if (how === 'spans')
        for (let i = 0; i < batch.count; i++)
          sum += (batch.data[batch.spans[i * 4] ?? 0] ?? 0) + (batch.data[batch.spans[i * 4 + 2] ?? 0] ?? 0)
      else for (let i = 0; i < batch.count; i++) sum += (batch.key(i)?.[0] ?? 0) + (batch.value(i)?.[0] ?? 0)
    }
  const seconds = (performance.now() - begin) / 1_000
  const { user, system } = process.cpuUsage(before)
  const cpu = (user + system) / 1_000_000
  await reader.close()
  process.stdout.write(
    `${how}: ${Math.round(records / seconds)} records/s, ${(cpu / (records / 1_000_000)).toFixed(2)} CPU-s per million, ${Math.round(process.memoryUsage().rss / 1e6)} MB (${sum})\n`,
  )
}

const ends = await listTopicOffsets(broker.connection, [topic])
const readers = Array.from({ length: IDLE_READERS }, () =>
  openPartitionReader(broker.connection, {
    positions: ends.map(({ partition, latest }) => ({ topic, partition, offset: Number(latest) })),
  }),
)
await Promise.all(readers.map((reader) => reader.next()))
let isOver = false
const loops = readers.map(async (reader) => {
  while (!isOver) await reader.next()
})
const idleBefore = process.cpuUsage()
await pause(IDLE_MS)
const idle = process.cpuUsage(idleBefore)
process.stdout.write(
  `${IDLE_READERS} idle readers: ${((idle.user + idle.system) / 10 / IDLE_MS).toFixed(2)} % of a core\n`,
)
isOver = true
await Promise.all(readers.map((reader) => reader.close()))
await Promise.all(loops)
await closeAllKafka()
await broker.destroy()
