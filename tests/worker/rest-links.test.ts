// Every link that Kafka REST v3 gives is followed: it leads to something, and to what it says.
import { globSync } from 'node:fs'
import path from 'node:path'
import type { Consumer } from 'kafkajs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RouteHandler } from '@/lib/http'
import { closeAllKafka, createTopic, describeGroups, produce } from '@/lib/kafka'
import { startTestBroker, type TestBroker } from '@/tests/support/broker'
import { call, makeOrganization, type Organization } from '@/tests/support/factories'
import { kafkaJs } from '@/tests/support/kafkajs-client'
import { eventually } from '@/tests/support/poll'
import { makeReachableCluster } from '@/tests/support/reachable-cluster'

const root = path.resolve(import.meta.dirname, '../..')
let broker: TestBroker
let owner: Organization
let consumer: Consumer

beforeAll(async () => {
  broker = await startTestBroker()
  owner = await makeOrganization()
  await makeReachableCluster(owner, broker)
  await createTopic(broker.connection, { name: 'orders', partitions: 2 })
  await produce(broker.connection, [{ topic: 'orders', partition: 0, value: 'x' }])
  consumer = kafkaJs(broker.connection).consumer({ groupId: 'billing/orders', sessionTimeout: 60_000 })
  await consumer.connect()
  await consumer.subscribe({ topic: 'orders', fromBeginning: true })
  await consumer.run({ autoCommit: false, eachMessage: () => Promise.resolve() })
  await eventually('the offset is committed', async () => {
    await consumer.commitOffsets([0, 1].map((partition) => ({ topic: 'orders', partition, offset: '0' })))
    const [found] = await describeGroups(broker.connection, ['billing/orders'])
    return found?.state === 'STABLE' && found.members[0]?.assignments.length === 1
  })
})

afterAll(async () => {
  await consumer.disconnect()
  await closeAllKafka()
  await broker.destroy()
})

type Served = { names: string[]; pattern: RegExp; file: string; weight: number }

/** Routes as the web server matches them: fixed segments before named ones. */
const served: Served[] = globSync('app/(control-plane)/kafka/v3/**/route.ts', { cwd: root })
  .filter((file) => !file.includes('[...'))
  .map((file) => {
    const segments = path.dirname(file).split('/').slice(2)
    const names = segments.flatMap((segment) => /^\[(\w+)\]$/.exec(segment)?.[1] ?? [])
    const parts = segments.map((segment) => (segment.startsWith('[') ? '([^/]+)' : segment))
    return { names, pattern: new RegExp(`^/${parts.join('/')}$`), file, weight: names.length }
  })
  .sort((a, b) => a.weight - b.weight)

async function get(link: string): Promise<{ status: number; body: unknown }> {
  const { pathname, search } = new URL(link)
  const found = served.find(({ pattern }) => pattern.test(pathname))
  if (!found) throw new Error(`nothing serves ${link}`)
  const values = found.pattern.exec(pathname)?.slice(1) ?? []
  const params = Object.fromEntries(found.names.map((name, i) => [name, decodeURIComponent(values[i] ?? '')]))
  const module = (await import(path.join(root, found.file))) as { GET?: RouteHandler }
  if (!module.GET) throw new Error(`${link} cannot be read`)
  return call(module.GET, { authorization: owner.authorization, params, query: search })
}

function linksIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    (key === 'related' || key === 'self') && typeof inner === 'string' ? [inner] : linksIn(inner),
  )
}

test('every link leads to something that is there', async () => {
  const open = ['http://localhost:3000/kafka/v3/clusters']
  const seen = new Set<string>()
  for (let link = open.pop(); link !== undefined; link = open.pop()) {
    if (seen.has(link)) continue
    seen.add(link)
    const { status, body } = await get(link)
    // A partition that stays where it is has no reassignment: that one link says so by 404.
    expect([200, ...(link.endsWith('/reassignment') ? [404] : [])], `${link} ${status}`).toContain(status)
    if (status !== 200) continue
    const self = (body as { metadata: { self: string } }).metadata.self
    if (!link.includes('?')) expect(self).toBe(link)
    open.push(...linksIn(body))
  }
  const kinds = ['/assignments', '/replicas/', '/brokers/', '/lag-summary', '/reassignments', '/configs/']
  for (const kind of kinds)
    expect(
      [...seen].some((link) => link.includes(kind)),
      kind,
    ).toBe(true)
})
