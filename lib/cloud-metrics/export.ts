// The newest finished minute of every metric as Prometheus reads it.
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { cloudMetrics, type CloudMetric } from '@/lib/cloud-metrics/catalog'
import { requireMetric } from '@/lib/cloud-metrics/place'
import { listSeries, readBuckets, type Bucket } from '@/lib/cloud-metrics/samples'
import type { ExportQuery } from '@/lib/cloud-metrics/schema'
import { clustersWithMetrics } from '@/lib/cloud-metrics/visible'

const minute = 60_000
const others = ['resource.connector.id', 'resource.ksql.id', 'resource.schema_registry.id'] as const

export async function exportMetrics(ctx: Ctx, query: ExportQuery, accept: string): Promise<Response> {
  const metrics = query.metric?.map((name) => requireMetric(name, 'metric')) ?? cloudMetrics
  const clusterIds = await clustersWithMetrics(ctx, query['resource.kafka.id'])
  const other = others.find((name) => query[name] !== undefined)
  if (other)
    throw new AppError(
      'not_implemented',
      `Tributary does not measure ${other.split('.')[1] ?? ''} resources yet.`,
    )
  const named = query['resource.kafka.id']
  if (!named) {
    const message = 'Name the clusters to export, for example resource.kafka.id=lkc-abc123.'
    throw new AppError('invalid', message, { fields: [{ path: 'resource.kafka.id', message }] })
  }
  const until = Math.floor(Date.now() / minute) * minute
  const interval = { from: until - minute, until }
  const chosen = clusterIds.filter((id) => named.includes(id))
  const isOpen = /application\/openmetrics-text/i.test(accept)
  const parts: string[] = []
  for (const metric of metrics) {
    const series = await listSeries(metric, metric.hasTopic, chosen, interval)
    const rows = await readBuckets(metric, metric.hasTopic, series, interval, minute)
    if (rows.length > 0) parts.push(textOf(metric, rows, isOpen))
  }
  return new Response(parts.join(isOpen ? '' : '\n') + (isOpen ? '# EOF\n' : ''), {
    headers: {
      'content-type': isOpen
        ? 'application/openmetrics-text; version=1.0.0; charset=utf-8'
        : 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
    },
  })
}

function textOf(metric: CloudMetric, rows: Bucket[], isOpen: boolean): string {
  const name = metric.name.replace(/^io\./, '').replace(/[./]/g, '_')
  const samples = rows
    .map(({ clusterId, topic, at, value }) => {
      const labels = [['kafka_id', clusterId], ...(topic === null ? [] : [['topic', topic]])]
        .map(([label = '', text = '']) => `${label}="${escaped(text)}"`)
        .join(',')
      return `${name}{${labels}} ${Math.round(value * 1000) / 1000} ${isOpen ? at / 1000 : at}\n`
    })
    .sort()
    .join('')
  return `# HELP ${name} ${metric.description}\n# TYPE ${name} gauge\n${samples}`
}

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
