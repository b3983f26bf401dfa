// The newest 50 messages of a topic with 100 partitions and a million records: at the API, and at lib/kafka itself.
import { setTimeout as sleep } from 'node:timers/promises'
import { clusterConnection } from '@/lib/clusters/connection'
import { db, disconnectDb } from '@/lib/db'
import { closeAllKafka, createTopic, deleteTopic, fetchNewest, openProducer } from '@/lib/kafka'
import { median, printFigure } from '../support/figure'
import { newestMessages, openProduct } from '../support/product'

const partitions = 100
const records = 1_000_000
const runs = 40

const product = await openProduct()
const connection = await clusterConnection(
  await db.kafkaCluster.findUniqueOrThrow({ where: { id: product.clusterId } }),
)
const topic = `bench-${crypto.randomUUID().slice(0, 8)}`

async function fill(): Promise<void> {
  await createTopic(connection, { name: topic, partitions })
  const producer = openProducer(connection)
  const filler = 'x'.repeat(140)
  for (let from = 0; from < records; from += 10_000)
    await producer.send(
      topic,
      Array.from({ length: 10_000 }, (_, i) => {
        const value = JSON.stringify({ id: from + i, at: Date.now(), text: filler })
        return { key: null, value: Buffer.from(value), headers: [], partition: (from + i) % partitions }
      }),
    )
  await producer.close()
}

async function time(look: () => Promise<{ length: number }>): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < runs + 5; i++) {
    const from = performance.now()
    const { length } = await look()
    if (i >= 5) times.push(performance.now() - from)
    if (length !== 50) throw new Error(`${length} messages instead of 50.`)
    // The route lets 20 a second pass.
    await sleep(60)
  }
  return times
}

await fill()
const atApi = await time(() => newestMessages(product, topic, 50))
const atKafka = await time(async () => (await fetchNewest(connection, { topic, max: 50 })).records)
const slow = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length * 0.9)] ?? 0
const name = 'Newest 50 of 100 partitions with 1 M records'
printFigure({ name: `${name}, at the API`, value: median(atApi), unit: 'ms', atMost: 50 })
printFigure({ name: 'nine of ten within', value: slow(atApi), unit: 'ms' })
printFigure({ name: 'the same at lib/kafka', value: median(atKafka), unit: 'ms' })
await deleteTopic(connection, topic)
await closeAllKafka()
await disconnectDb()
