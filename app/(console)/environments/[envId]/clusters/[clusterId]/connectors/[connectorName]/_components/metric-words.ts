import type { ChartSeries, ChartUnit } from '@/components/patterns/chart/chart-types'
import { seriesColors } from '@/components/patterns/chart/chart-types'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import type { Metric } from '@/lib/metrics/schema'

export const connectorMetrics = ['records', 'bytes', 'lag', 'bad_records', 'put_ms'] as const
export type ConnectorMetric = (typeof connectorMetrics)[number]

type Words = { title: string; help: string; unit: ChartUnit; color: ChartSeries['color'] }

const words: Record<ConnectorMetric, (type: ConnectorDetailDto['type']) => Words> = {
  records: (type) => ({
    title: 'Messages',
    help: type === 'sink' ? 'Delivered to the target, per second.' : 'Written to Kafka, per second.',
    unit: 'messages/s',
    color: type === 'sink' ? seriesColors.consumed : seriesColors.produced,
  }),
  bytes: (type) => ({
    title: 'Bytes',
    help: type === 'sink' ? 'Read from Kafka, per second.' : 'Written to Kafka, per second.',
    unit: 'bytes/s',
    color: type === 'sink' ? seriesColors.consumed : seriesColors.produced,
  }),
  lag: () => ({
    title: 'Messages behind',
    help: 'What lies in its topics and is not in the target yet.',
    unit: 'count',
    color: seriesColors.lag,
  }),
  bad_records: () => ({
    title: 'Bad records',
    help: 'Sent to the dead letter queue or left out, per second.',
    unit: 'messages/s',
    color: seriesColors.errors,
  }),
  put_ms: () => ({
    title: 'Time of a write',
    help: 'How long the target takes for one batch, on average.',
    unit: 'ms',
    color: seriesColors.storage,
  }),
}

export const metricWords = (metric: ConnectorMetric, type: ConnectorDetailDto['type']): Words =>
  words[metric](type)

const ofSources: readonly Metric[] = ['records', 'bytes']

/** What is measured of a connector at all: a source is never behind. */
export const metricsOf = (type: ConnectorDetailDto['type']): readonly ConnectorMetric[] =>
  connectorMetrics.filter((metric) => type === 'sink' || ofSources.includes(metric))
