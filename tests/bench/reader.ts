// How fast records of 190 bytes are walked over, keys and values, and what a hundred idle readers cost, on a broker of its own.
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import {
  closeAllKafka,
  createTopic,
  listTopicOffsets,
  openPartitionReader,
  openProducer,
  type KafkaConnection,
} from '@/lib/kafka'
import { startTestBroker } from '../support/broker'
import { median, printFigure } from '../support/figure'

const RECORDS = 1_000_000
const PARTITIONS = 6
const ROUNDS = 5
const IDLE_READERS = 100
const IDLE_MS = 20_000
const topic = 'reader-bench'

async function fill(connection: KafkaConnection): Promise<void> {
  await createTopic(connection, { name: topic, partitions: PARTITIONS })
  const producer = openProducer(connection)
  const value = Buffer.from(randomBytes(90).toString('hex'))
  for (let sent = 0; sent < RECORDS; sent += 5_000)
    await producer.send(
      topic,
      Array.from({ length: 5_000 }, (_, i) => ({ key: `${sent + i}`.padStart(10, '0'), value })),
    )
  await producer.flush()
  await producer.close()
}

async function walk(connection: KafkaConnection): Promise<{ perSecond: number; cpuPerMillion: number }> {
  const positions = Array.from({ length: PARTITIONS }, (_, partition) => ({ topic, partition, offset: 0 }))
  const reader = openPartitionReader(connection, { positions })
  const before = process.cpuUsage()
  const begin = performance.now()
  let records = 0
  let bytes = 0
  while (records < RECORDS)
    for (const batch of await reader.next()) {
      records += batch.count
      for (let i = 0; i < batch.count; i++)
        bytes += (batch.key(i)?.length ?? 0) + (batch.value(i)?.length ?? 0)
    }
  const { user, system } = process.cpuUsage(before)
  await reader.close()
  if (bytes !== RECORDS * 190) throw new Error(`${bytes} bytes were read`)
  return {
    perSecond: (records / (performance.now() - begin)) * 1_000,
    cpuPerMillion: (user + system) / records,
  }
}

async function idle(connection: KafkaConnection): Promise<number> {
  const ends = await listTopicOffsets(connection, [topic])
  const positions = ends.map(({ partition, latest }) => ({ topic, partition, offset: Number(latest) }))
  const readers = Array.from({ length: IDLE_READERS }, () => openPartitionReader(connection, { positions }))
  await Promise.all(readers.map((reader) => reader.next()))
  let isOver = false
  const loops = readers.map(async (reader) => {
    while (!isOver) await reader.next()
  })
  const before = process.cpuUsage()
  await pause(IDLE_MS)
  const { user, system } = process.cpuUsage(before)
  isOver = true
  await Promise.all(readers.map((reader) => reader.close()))
  await Promise.all(loops)
  return (user + system) / 10 / IDLE_MS
}

const broker = await startTestBroker()
await fill(broker.connection)
const rounds: Awaited<ReturnType<typeof walk>>[] = []
for (let round = 0; round < ROUNDS; round++) rounds.push(await walk(broker.connection))
printFigure({
  name: 'Reading 190-byte records, keys and values walked over',
  value: Math.round(median(rounds.map(({ perSecond }) => perSecond))),
  unit: 'records/s',
})
printFigure({
  name: 'CPU of reading a million 190-byte records',
  value: Number(median(rounds.map(({ cpuPerMillion }) => cpuPerMillion)).toFixed(2)),
  unit: 's',
  atMost: 1,
})
printFigure({
  name: `${IDLE_READERS} idle readers`,
  value: Number((await idle(broker.connection)).toFixed(2)),
  unit: '% of a core',
  atMost: 2,
})
await closeAllKafka()
await broker.destroy()
