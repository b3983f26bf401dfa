// The list of topics of Kafka REST v3 with 10,000 topics: the first page cold and warm, and everything at once.
import { setTimeout as sleep } from 'node:timers/promises'
import { clusterConnection } from '@/lib/clusters/connection'
import { db, disconnectDb } from '@/lib/db'
import { closeAllKafka, listTopics } from '@/lib/kafka'
import { median, printFigure } from '../support/figure'
import { kafkaJs } from '../support/kafkajs-client'
import { openProduct } from '../support/product'

const count = 10_000
const atOnce = 500
const runs = 20

const product = await openProduct()
const connection = await clusterConnection(
  await db.kafkaCluster.findUniqueOrThrow({ where: { id: product.clusterId } }),
)
const names = Array.from({ length: count }, (_, i) => `bench-topic-${String(i).padStart(5, '0')}`)

async function inTurns(act: (some: string[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < count; start += atOnce) await act(names.slice(start, start + atOnce))
}

async function time(query: string, wanted: number): Promise<number> {
  const from = performance.now()
  const path = `/kafka/v3/clusters/${product.clusterId}/topics${query}`
  const { data } = await product.ask<{ data: unknown[] }>('GET', path)
  if (data.length < wanted) throw new Error(`${data.length} topics instead of ${wanted}.`)
  return performance.now() - from
}

const admin = kafkaJs(connection).admin()
await admin.connect()
await inTurns((some) =>
  admin.createTopics({
    topics: some.map((topic) => ({ topic, numPartitions: 1 })),
    waitForLeaders: false,
    timeout: 60_000,
  }),
)
while ((await listTopics(connection)).length < count) await sleep(500)
const cold: number[] = []
for (let i = 0; i < 5; i++) {
  // Longer than a list is kept.
  await sleep(2_500)
  cold.push(await time('?page_size=100', 100))
}
const warm: number[] = []
for (let i = 0; i < runs; i++) warm.push(await time('?page_size=100', 100))
const all: number[] = []
for (let i = 0; i < 5; i++) all.push(await time('', count))
printFigure({ name: `First page of ${count} topics, cold`, value: median(cold), unit: 'ms', atMost: 1000 })
printFigure({ name: 'the same, warm', value: median(warm), unit: 'ms', atMost: 50 })
printFigure({ name: `all ${count} topics`, value: median(all), unit: 'ms' })
await inTurns((topics) => admin.deleteTopics({ topics, timeout: 60_000 }))
await admin.disconnect()
await closeAllKafka()
await disconnectDb()
