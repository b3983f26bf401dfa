// How soon a new API key opens the broker, and a deleted one is refused: for new connections and for an open one; and what the
// check of a key costs a connection.
import { setTimeout as sleep } from 'node:timers/promises'
import { Kafka, logLevel } from 'kafkajs'
import { clusterConnection, loopbackServers } from '@/lib/clusters/connection'
import { db, disconnectDb } from '@/lib/db'
import { median, printFigure } from '../support/figure'
import { openProduct } from '../support/product'
import { timeLogin } from '../support/sasl-login'

type NewKey = { id: string; spec: { secret: string } }

const product = await openProduct()
const cluster = await db.kafkaCluster.findUniqueOrThrow({ where: { id: product.clusterId } })
const topic = `bench-${crypto.randomUUID().slice(0, 8)}`
const topics = `/kafka/v3/clusters/${product.clusterId}/topics`
await product.ask('POST', topics, { topic_name: topic })

const connect = ({ id, spec }: NewKey) =>
  new Kafka({
    brokers: [loopbackServers(cluster)],
    sasl: { mechanism: 'plain', username: id, password: spec.secret },
    retry: { retries: 0 },
    logLevel: logLevel.NOTHING,
  }).admin()

async function isAccepted(key: NewKey): Promise<boolean> {
  const admin = connect(key)
  try {
    await admin.connect()
    await admin.fetchTopicMetadata({ topics: [topic] })
    return true
  } catch {
    return false
  } finally {
    await admin.disconnect().catch(() => undefined)
  }
}

async function time(isOver: () => Promise<boolean>): Promise<number> {
  const from = performance.now()
  while (!(await isOver())) {
    if (performance.now() - from > 30_000) throw new Error('Waited 30 s for a key.')
    await sleep(20)
  }
  return performance.now() - from
}

async function measure(): Promise<{ accepted: number; refused: number; cut: number }> {
  const key = await product.ask<NewKey>('POST', '/iam/v2/api-keys', {
    spec: {
      display_name: '',
      description: 'bench',
      owner: { id: product.userId },
      resource: { id: product.clusterId },
    },
  })
  const accepted = await time(() => isAccepted(key))
  const open = connect(key)
  await open.connect()
  await product.ask('DELETE', `/iam/v2/api-keys/${key.id}`)
  const isCut = async (): Promise<boolean> => {
    try {
      await open.fetchTopicMetadata({ topics: [topic] })
      return false
    } catch {
      return true
    }
  }
  const [refused, cut] = await Promise.all([time(async () => !(await isAccepted(key))), time(isCut)])
  await open.disconnect().catch(() => undefined)
  return { accepted, refused, cut }
}

const runs: Awaited<ReturnType<typeof measure>>[] = []
for (let i = 0; i < 5; i++) runs.push(await measure())

/** What our check of a key adds: the same login on the listener of Tributary's own, which Kafka checks by itself, taken off. */
async function measureCheck(): Promise<{ first: number; later: number }> {
  const key = await product.ask<NewKey>('POST', '/iam/v2/api-keys', {
    spec: { description: 'bench', owner: { id: product.userId }, resource: { id: product.clusterId } },
  })
  await time(() => isAccepted(key))
  const fresh = await product.ask<NewKey>('POST', '/iam/v2/api-keys', {
    spec: { description: 'bench', owner: { id: product.userId }, resource: { id: product.clusterId } },
  })
  const internal = await clusterConnection(cluster)
  const own = { username: internal.username ?? '', password: internal.password ?? '' }
  const login = (name: NewKey) =>
    timeLogin(loopbackServers(cluster), { username: name.id, password: name.spec.secret })
  const kafka: number[] = []
  const ours: number[] = []
  for (let i = 0; i < 300; i++) {
    kafka.push(await timeLogin(internal.bootstrapServers, own))
    ours.push(await login(key))
  }
  const first = (await login(fresh)) - median(kafka)
  for (const { id } of [key, fresh]) await product.ask('DELETE', `/iam/v2/api-keys/${id}`)
  return { first, later: median(ours) - median(kafka) }
}

const check = await measureCheck()
await product.ask('DELETE', `${topics}/${topic}`)
printFigure({ name: 'Check of a key at its first connection', value: check.first, unit: 'ms' })
printFigure({
  name: 'Check of a key at later connections, more than Kafka’s own',
  value: check.later,
  unit: 'ms',
  atMost: 1,
})
const middle = (name: 'accepted' | 'refused' | 'cut'): number => median(runs.map((run) => run[name])) / 1_000
printFigure({ name: 'New key answered to accepted by the broker', value: middle('accepted'), unit: 's' })
printFigure({ name: 'Deleted key to refusal', value: middle('refused'), unit: 's', atMost: 10 })
printFigure({
  name: 'Deleted key to refusal on its open connection',
  value: middle('cut'),
  unit: 's',
  atMost: 10,
})
await disconnectDb()
