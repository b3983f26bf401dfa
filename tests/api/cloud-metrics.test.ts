import { beforeAll, describe, expect, test } from 'vitest'
import * as attributes from '@/app/(control-plane)/v2/metrics/[dataset]/attributes/route'
import * as metrics from '@/app/(control-plane)/v2/metrics/[dataset]/descriptors/metrics/route'
import * as resources from '@/app/(control-plane)/v2/metrics/[dataset]/descriptors/resources/route'
import * as exported from '@/app/(control-plane)/v2/metrics/[dataset]/export/route'
import * as query from '@/app/(control-plane)/v2/metrics/[dataset]/query/route'
import { parseInterval } from '@/lib/cloud-metrics/interval'
import { clusterCrn } from '@/lib/crn'
import { keepPartitions } from '@/lib/metrics/partitions'
import { rollUp, writeSamples, type Sample } from '@/lib/metrics/write'
import {
  call,
  makeCluster,
  makeOrganization,
  type Answer,
  type Organization,
} from '@/tests/support/factories'
import { makeMember } from '@/tests/support/members'

const minute = 60_000
const received = 'io.confluent.kafka.server/received_bytes'
const retained = 'io.confluent.kafka.server/retained_bytes'
const params = { dataset: 'cloud' }

let owner: Organization
let first: string
let second: string
/** The start of a minute that is over. */
let at: number

/** Twelve samples of one minute: constant rates and levels. */
async function writeMinute(start: number, samples: Sample[]): Promise<void> {
  for (let second = 0; second < 60; second += 5) await writeSamples(new Date(start + second * 1000), samples)
}

beforeAll(async () => {
  owner = await makeOrganization()
  first = await makeCluster(owner, 'first')
  second = await makeCluster(owner, 'second')
  await keepPartitions()
  at = Math.floor(Date.now() / minute) * minute - minute
  for (const [clusterId, scale] of [
    [first, 1],
    [second, 10],
  ] as const)
    for (const start of [at - minute, at])
      await writeMinute(start, [
        { clusterId, resource: 'topic:orders', metric: 'bytes_in', value: 10 * scale },
        { clusterId, resource: 'topic:pay"ments', metric: 'bytes_in', value: 20 * scale },
        { clusterId, resource: 'cluster', metric: 'bytes_in', value: 30 * scale },
        { clusterId, resource: 'cluster', metric: 'size', value: 1000 * scale },
      ])
})

const iso = (time: number): string => new Date(time).toISOString()
const interval = (): string => `${iso(at - minute)}/${iso(at + minute)}`
const body = (more: Record<string, unknown> = {}) => ({
  aggregations: [{ metric: received, agg: 'SUM' }],
  granularity: 'PT1M',
  intervals: [interval()],
  ...more,
})
const eq = (field: string, value: string) => ({ field, op: 'EQ', value })
const ask = (given: unknown, more: { authorization?: string; query?: string } = {}): Promise<Answer> =>
  call(query.POST, { authorization: owner.authorization, method: 'POST', params, body: given, ...more })
const dataOf = async (given: unknown): Promise<Record<string, unknown>[]> => {
  const { status, body: answer } = await ask(given)
  expect(status, JSON.stringify(answer)).toBe(200)
  return (answer as { data: Record<string, unknown>[] }).data
}

describe('descriptors', () => {
  test('name what is measured, with types, units and labels, and nothing else', async () => {
    const { status, body: answer } = await call(metrics.GET, { authorization: owner.authorization, params })
    expect(status).toBe(200)
    const { data, meta } = answer as { data: { name: string; type: string }[]; meta: unknown }
    expect(data.find(({ name }) => name === received)).toMatchObject({
      type: 'COUNTER_INT64',
      unit: 'By',
      labels: [{ key: 'topic' }],
      resources: ['kafka'],
    })
    expect(data.map(({ name }) => name)).not.toContain('io.confluent.kafka.server/consumer_lag_offsets')
    expect(meta).toEqual({ pagination: { page_size: 100, total_size: data.length } })
  })

  test('come in pages', async () => {
    const page = async (more: string) => {
      const { body: answer } = await call(metrics.GET, {
        authorization: owner.authorization,
        params,
        query: more,
      })
      return answer as { data: unknown[]; meta: { pagination: { next_page_token?: string } } }
    }
    const one = await page('?page_size=4')
    expect(one.data).toHaveLength(4)
    const two = await page(`?page_size=4&page_token=${one.meta.pagination.next_page_token ?? ''}`)
    expect(two.data).toHaveLength(2)
    expect(two.meta.pagination).not.toHaveProperty('next_page_token')
  })

  test('of resources: Kafka clusters; another dataset answers 404', async () => {
    const { body: answer } = await call(resources.GET, { authorization: owner.authorization, params })
    expect(answer).toMatchObject({ data: [{ type: 'kafka' }] })
    const other = { authorization: owner.authorization, params: { dataset: 'rain' } }
    expect((await call(resources.GET, other)).status).toBe(404)
  })
})

describe('queries', () => {
  test('counters add up to counts per bucket, newest first, whether or not they are rolled up', async () => {
    const filter = eq('resource.kafka.id', first)
    const wanted = [
      { timestamp: iso(at), value: 1800 },
      { timestamp: iso(at - minute), value: 1800 },
    ]
    expect(await dataOf(body({ filter }))).toEqual(wanted)
    await rollUp()
    expect(await dataOf(body({ filter }))).toEqual(wanted)
  })

  test('by topic and cluster, in the order of the labels, flat and grouped', async () => {
    const grouped = { group_by: ['resource.kafka.id', 'metric.topic'], format: 'GROUPED' }
    const groups = await dataOf(body(grouped))
    const keys = groups.map(
      (group) => `${String(group['resource.kafka.id'])} ${String(group['metric.topic'])}`,
    )
    expect(keys).toEqual([...keys].sort())
    expect(groups).toHaveLength(4)
    expect(
      groups.find((group) => group['resource.kafka.id'] === second && group['metric.topic'] === 'orders'),
    ).toMatchObject({ points: [{ timestamp: iso(at), value: 6000 }, { value: 6000 }] })
    const flat = await dataOf(body({ group_by: ['metric.topic'], granularity: 'ALL' }))
    expect(flat).toEqual([
      { timestamp: iso(at - minute), value: 2 * 60 * 110, 'metric.topic': 'orders' },
      { timestamp: iso(at - minute), value: 2 * 60 * 220, 'metric.topic': 'pay"ments' },
    ])
  })

  test('gauges are averaged over time and added over clusters', async () => {
    const aggregations = [{ metric: retained }]
    expect(await dataOf(body({ aggregations, granularity: 'ALL' }))).toEqual([
      { timestamp: iso(at - minute), value: 11_000 },
    ])
  })

  test('filters: AND, OR, NOT, greater than', async () => {
    const topics = async (filter: unknown) =>
      (await dataOf(body({ filter, group_by: ['metric.topic'], granularity: 'ALL' }))).map(
        (row) => row['metric.topic'],
      )
    const here = eq('resource.kafka.id', first)
    expect(
      await topics({ op: 'AND', filters: [here, { op: 'NOT', filter: eq('metric.topic', 'orders') }] }),
    ).toEqual(['pay"ments'])
    expect(
      await topics({ op: 'OR', filters: [eq('metric.topic', 'orders'), eq('metric.topic', 'none')] }),
    ).toEqual(['orders'])
    expect(await topics({ field: 'metric.topic', op: 'GT', value: 'orders' })).toEqual(['pay"ments'])
  })

  test('the greatest first when ordered by value; groups come in pages', async () => {
    const order_by = [{ metric: received, agg: 'SUM', order: 'DESCENDING' }]
    const top = body({ group_by: ['metric.topic'], granularity: 'ALL', order_by, limit: 1 })
    const { body: answer } = await ask(top)
    expect(answer).toMatchObject({
      data: [{ 'metric.topic': 'pay"ments' }],
      meta: { pagination: { page_size: 1 } },
    })
    const token = (answer as { meta: { pagination: { next_page_token: string } } }).meta.pagination
      .next_page_token
    expect((await ask(top, { query: `?page_token=${token}` })).body).toMatchObject({
      data: [{ 'metric.topic': 'orders' }],
    })
  })

  test.each([
    ['an unknown metric', { aggregations: [{ metric: 'io.confluent.kafka.server/rain' }] }],
    ['two metrics', { aggregations: [{ metric: received }, { metric: retained }] }],
    ['an unknown label', { group_by: ['metric.principal_id'] }],
    ['a label that the metric lacks', { aggregations: [{ metric: retained }], group_by: ['metric.topic'] }],
    ['an unknown field of a filter', { filter: eq('metric.partition', '1') }],
    ['an unknown operator', { filter: { field: 'metric.topic', op: 'LIKE', value: 'x' } }],
    ['a granularity that is not there', { granularity: 'PT7M' }],
    ['an interval too long for its granularity', { intervals: ['PT7H/now'] }],
    ['no interval', { intervals: ['yesterday'] }],
    ['an interval that goes back', { intervals: ['now/now-1h'] }],
    ['order without ALL', { order_by: [{ metric: received }] }],
    ['GROUPED without groups', { format: 'GROUPED' }],
    ['too many groups', { limit: 1001 }],
  ])('%s is refused', async (_what, more) => {
    const { status, body: answer } = await ask(body(more))
    expect({ status, answer }).toMatchObject({ status: 400, answer: { errors: [{ status: '400' }] } })
  })

  test('only of clusters whose metrics one may read; naming another one answers 403', async () => {
    const viewer = await makeMember(owner, [
      { roleName: 'MetricsViewer', crnPattern: clusterCrn(owner.id, owner.environmentId, first) },
    ])
    const as = (authorization: string, more: Record<string, unknown> = {}) =>
      ask(body(more), { authorization })
    expect(
      (await as(viewer.authorization, { group_by: ['resource.kafka.id'], granularity: 'ALL' })).body,
    ).toMatchObject({
      data: [{ 'resource.kafka.id': first }],
    })
    expect((await as(viewer.authorization, { filter: eq('resource.kafka.id', second) })).status).toBe(403)
    const stranger = await makeOrganization()
    expect((await as(stranger.authorization)).body).toEqual({ data: [] })
    expect((await as(stranger.authorization, { filter: eq('resource.kafka.id', first) })).status).toBe(403)
  })

  test('more than the limit answers 429 with Retry-After', async () => {
    const { authorization } = await makeMember(owner)
    // At once: on a busy machine, one after another they would be slower than the limit.
    const answers = await Promise.all(Array.from({ length: 90 }, () => ask(body(), { authorization })))
    const refused = answers.find(({ status }) => status === 429)
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

test('attributes are the values of a label', async () => {
  const values = async (given: unknown) =>
    call(attributes.POST, { authorization: owner.authorization, method: 'POST', params, body: given })
  const intervals = [interval()]
  expect((await values({ metric: received, group_by: ['metric.topic'], intervals })).body).toMatchObject({
    data: [{ 'metric.topic': 'orders' }, { 'metric.topic': 'pay"ments' }],
    meta: { pagination: { page_size: 100 } },
  })
  expect((await values({ group_by: ['resource.kafka.id'], intervals })).body).toMatchObject({
    data: [first, second].sort().map((id) => ({ 'resource.kafka.id': id })),
  })
  expect((await values({ group_by: ['metric.rain'] })).status).toBe(400)
})

describe('export', () => {
  const read = async (more: string, accept = '*/*') => {
    const request = new Request(`http://localhost:3000/x${more}`, {
      headers: { host: 'localhost:3000', authorization: owner.authorization, accept },
    })
    const response = await exported.GET(request, { params: Promise.resolve(params) })
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    }
  }

  test('is text for Prometheus of the newest finished minute, names escaped', async () => {
    const { status, type, text } = await read(`?resource.kafka.id=${first}&resource.kafka.id=${second}`)
    expect(status).toBe(200)
    expect(type).toContain('text/plain; version=0.0.4')
    expect(text).toContain('# TYPE confluent_kafka_server_received_bytes gauge')
    const line = (id: string, topic: string, value: number) =>
      new RegExp(
        `^confluent_kafka_server_received_bytes\\{kafka_id="${id}",topic="${topic}"\\} ${value} \\d{13}$`,
        'm',
      )
    // The minute may have turned since the samples were written; then there is nothing newer to tell.
    if (Math.floor(Date.now() / minute) * minute - minute === at) {
      expect(text).toMatch(line(first, 'orders', 600))
      expect(text).toMatch(line(second, 'pay\\\\"ments', 12_000))
    }
  })

  test('names what it exports: no cluster is 400, another one 403, what is not measured 501', async () => {
    expect((await read('')).status).toBe(400)
    expect((await read('?resource.kafka.id=lkc-other')).status).toBe(403)
    expect((await read('?resource.ksql.id=lksqlc-1')).status).toBe(501)
    expect((await read(`?resource.kafka.id=${first}&metric=rain`)).status).toBe(400)
    const open = await read(`?resource.kafka.id=${first}`, 'application/openmetrics-text')
    expect(open.type).toContain('application/openmetrics-text')
    expect(open.text.endsWith('# EOF\n')).toBe(true)
  })
})

test.each([
  ['now-2m|m/now', '2020-01-01T02:11:00Z', '2020-01-01T02:13:27Z'],
  ['now|h/PT1H', '2020-01-01T02:00:00Z', '2020-01-01T03:00:00Z'],
  ['now-1d|d/now|d', '2019-12-31T00:00:00Z', '2020-01-01T00:00:00Z'],
  ['P1D/2020-01-01T00:00:00+01:00', '2019-12-30T23:00:00Z', '2019-12-31T23:00:00Z'],
])('the interval %s is understood', (text, from, until) => {
  const now = Date.parse('2020-01-01T02:13:27Z')
  expect(parseInterval(text, now, 'intervals.0')).toEqual({
    from: Date.parse(from),
    until: Date.parse(until),
  })
})
