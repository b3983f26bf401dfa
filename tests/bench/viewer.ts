// The newest 50 messages of a topic with 100 partitions and a million records: at the API, and at lib/kafka itself; JSON, and Avro
// that is decoded with the environment's registry.
import { setTimeout as sleep } from 'node:timers/promises'
import { clusterConnection } from '@/lib/clusters/connection'
import { db, disconnectDb } from '@/lib/db'
import { closeAllKafka, createTopic, deleteTopic, fetchNewest, openProducer } from '@/lib/kafka'
import { parseSchema } from '@/lib/schemas/parse'
import { recordEncoder } from '@/lib/serdes/record-encoder'
import { median, printFigure } from '../support/figure'
import { newestMessages, openProduct } from '../support/product'

const partitions = 100
const records = 1_000_000
const runs = 40

const product = await openProduct()
const cluster = await db.kafkaCluster.findUniqueOrThrow({ where: { id: product.clusterId } })
const connection = await clusterConnection(cluster)
const topic = `bench-${crypto.randomUUID().slice(0, 8)}`
const avroTopic = `${topic}-avro`
const filler = 'x'.repeat(140)

type Encode = (value: { id: number; at: number; text: string }) => Buffer

async function avroEncoder(): Promise<Encode> {
  const { environmentId } = cluster
  const registry = await db.schemaRegistry.findUniqueOrThrow({ where: { environmentId } })
  const schema = JSON.stringify({
    type: 'record',
    name: 'Message',
    fields: [
      { name: 'id', type: 'long' },
      { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
      { name: 'text', type: 'string' },
    ],
  })
  const path = `/api/console/schema-registries/${registry.id}/subjects/${avroTopic}-value/versions`
  const { id } = await product.ask<{ id: number }>('POST', path, { schema })
  return recordEncoder({ id, schema: parseSchema('AVRO', schema) })
}

async function fill(name: string, encode: Encode): Promise<void> {
  await createTopic(connection, { name, partitions })
  const producer = openProducer(connection)
  for (let from = 0; from < records; from += 10_000)
    await producer.send(
      name,
      Array.from({ length: 10_000 }, (_, i) => {
        const value = encode({ id: from + i, at: Date.now(), text: filler })
        return { key: null, value, headers: [], partition: (from + i) % partitions }
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

await fill(topic, (value) => Buffer.from(JSON.stringify(value)))
await fill(avroTopic, await avroEncoder())
const atApi = await time(() => newestMessages(product, topic, 50))
const ofAvro = await time(() => newestMessages(product, avroTopic, 50))
const atKafka = await time(async () => (await fetchNewest(connection, { topic, max: 50 })).records)
const slow = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length * 0.9)] ?? 0
const name = 'Newest 50 of 100 partitions with 1 M records'
printFigure({ name: `${name}, at the API`, value: median(atApi), unit: 'ms', atMost: 50 })
printFigure({ name: 'nine of ten within', value: slow(atApi), unit: 'ms' })
printFigure({ name: 'the same of Avro records, decoded', value: median(ofAvro), unit: 'ms', atMost: 50 })
printFigure({ name: 'the same at lib/kafka', value: median(atKafka), unit: 'ms' })
await deleteTopic(connection, topic)
await deleteTopic(connection, avroTopic)
await closeAllKafka()
await disconnectDb()
