import { beforeAll, describe, expect, test } from 'vitest'
import { GET as getMetrics } from '@/app/api/console/clusters/[clusterId]/metrics/route'
import { db } from '@/lib/db'
import { keepPartitions } from '@/lib/metrics/partitions'
import { latestTopicRates, readSeries } from '@/lib/metrics/read'
import { clusterMetricsDto } from '@/lib/metrics/schema'
import { rollUp, writeSamples } from '@/lib/metrics/write'
import { call, makeCluster, makeOrganization, type Organization } from '@/tests/support/factories'

const step = 5000
let organization: Organization
let clusterId: string

const tick = (secondsAgo: number): Date =>
  new Date(Math.floor((Date.now() - secondsAgo * 1000) / step) * step)

beforeAll(async () => {
  organization = await makeOrganization()
  clusterId = await makeCluster(organization)
  await keepPartitions()
})

describe('samples', () => {
  test('come back as series with gaps where nothing was measured', async () => {
    for (const [ago, value] of [
      [60, 10],
      [55, 20],
      [40, 30],
    ] as const)
      await writeSamples(tick(ago), [{ clusterId, resource: 'cluster', metric: 'bytes_in', value }])
    const [series] = await readSeries(clusterId, 'cluster', '5m')
    expect(series).toMatchObject({ metric: 'bytes_in', unit: 'bytes/s' })
    const points = new Map(series?.points)
    expect([60, 55, 50, 45, 40].map((ago) => points.get(tick(ago).getTime()))).toEqual([
      10,
      20,
      null,
      null,
      30,
    ])
  })

  test('written twice for the same moment count once', async () => {
    const at = tick(30)
    for (const value of [7, 8])
      await writeSamples(at, [{ clusterId, resource: 'cluster', metric: 'bytes_out', value }])
    const series = await readSeries(clusterId, 'cluster', '5m')
    expect(new Map(series.find(({ metric }) => metric === 'bytes_out')?.points).get(at.getTime())).toBe(7)
  })

  test('finished minutes are rolled up once: averages for clusters, whole minutes for topics that were idle in between', async () => {
    const minute = Math.floor(Date.now() / 60_000) * 60_000 - 60_000
    await writeSamples(new Date(minute), [
      { clusterId, resource: 'cluster', metric: 'messages_in', value: 12 },
      { clusterId, resource: 'topic:orders', metric: 'messages_in', value: 12 },
    ])
    await writeSamples(new Date(minute + step), [
      { clusterId, resource: 'cluster', metric: 'messages_in', value: 24 },
    ])
    await rollUp()
    await rollUp()
    const rows = await db.$queryRaw<{ resource: string; value: number }[]>`
      SELECT resource, value FROM metric_samples_1m
      WHERE cluster_id = ${clusterId} AND metric = 'messages_in' ORDER BY resource`
    expect(rows).toEqual([
      { resource: 'cluster', value: 18 },
      { resource: 'topic:orders', value: 1 },
    ])
  })

  test('partitions older than the retention are dropped, and making them again is harmless', async () => {
    const count = async (): Promise<number> => {
      const [row] = await db.$queryRaw<{ n: number }[]>`
        SELECT count(*)::int AS n FROM pg_inherits WHERE inhparent = 'metric_samples_5s'::regclass`
      return row?.n ?? 0
    }
    const before = await count()
    await keepPartitions()
    expect(await count()).toBe(before)
    await keepPartitions(Date.now() + 24 * 3600_000)
    const [oldest] = await db.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM metric_samples_5s`
    expect(Number(oldest?.n)).toBe(0)
    await keepPartitions()
  })

  test('present rates of topics are the newest sample of each', async () => {
    await writeSamples(tick(10), [{ clusterId, resource: 'topic:a/b', metric: 'bytes_in', value: 5 }])
    await writeSamples(tick(5), [{ clusterId, resource: 'topic:a/b', metric: 'bytes_in', value: 6 }])
    expect((await latestTopicRates(clusterId)).get('a/b')?.bytesInPerSec).toBe(6)
  })
})

describe('GET /api/console/clusters/{id}/metrics', () => {
  test('answers series, latest values and busiest topics', async () => {
    await writeSamples(tick(5), [{ clusterId, resource: 'cluster', metric: 'size', value: 1024 }])
    const { status, body } = await call(getMetrics, {
      ...organization,
      params: { clusterId },
      query: '?range=5m',
    })
    expect(status).toBe(200)
    expect(clusterMetricsDto.parse(body).latest.size).toBe(1024)
  })

  test('another organization gets 404, an unknown range 400', async () => {
    const other = await makeOrganization()
    expect((await call(getMetrics, { ...other, params: { clusterId } })).status).toBe(404)
    expect(
      (await call(getMetrics, { ...organization, params: { clusterId }, query: '?range=2y' })).status,
    ).toBe(400)
  })
})
