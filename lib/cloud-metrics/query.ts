import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { clusterLabel, labelsOf, topicLabel, type CloudMetric } from '@/lib/cloud-metrics/catalog'
import { checkFields, fieldsOf, matches, type Filter, type Labels } from '@/lib/cloud-metrics/filter'
import { checkLength, granularities, parseInterval, type Interval } from '@/lib/cloud-metrics/interval'
import { cutPage, requireLabels, requireMetric, type MetricsPage } from '@/lib/cloud-metrics/place'
import { listSeries, readBuckets, type Series } from '@/lib/cloud-metrics/samples'
import type { QueryInput } from '@/lib/cloud-metrics/schema'
import { clustersWithMetrics } from '@/lib/cloud-metrics/visible'

type Point = { timestamp: string; value: number }
type Group = { labels: Labels; series: Series[] }
type Answered = Group & { points: Point[] }

/** Groups in the order of their labels, or of their value; points of a group from the newest on. */
export async function queryMetrics(ctx: Ctx, input: QueryInput, pageToken?: string) {
  const [aggregation] = input.aggregations
  const metric = requireMetric(aggregation?.metric ?? '', 'aggregations.0.metric')
  requireLabels(input.group_by, labelsOf(metric), 'group_by')
  checkForm(input, metric)
  const intervals = input.intervals.map((text, index) => {
    const interval = parseInterval(text, Date.now(), `intervals.${index}`)
    checkLength(interval, input.granularity, `intervals.${index}`)
    return interval
  })
  const byTopic = usesTopic(metric, input.group_by, input.filter)
  const groups = await groupSeries(ctx, metric, byTopic, input.group_by, input.filter, intervals)
  const { stepMs } = granularities[input.granularity]
  const answer = (some: Group[]) =>
    Promise.all(some.map((group) => pointsOf(metric, byTopic, group, intervals, stepMs)))
  const page: MetricsPage<Answered> = input.order_by
    ? cutPage(byValue(await answer(groups), input.order_by[0]?.order), input.limit, pageToken)
    : await (async () => {
        const cut = cutPage(groups, input.limit, pageToken)
        return { ...cut, items: await answer(cut.items) }
      })()
  const { items, meta } = page
  return {
    data:
      input.format === 'GROUPED'
        ? items.map(({ labels, points }) => ({ ...labels, points }))
        : items.flatMap(({ labels, points }) => points.map((point) => ({ ...point, ...labels }))),
    ...(input.group_by.length > 0 ? { meta } : {}),
  }
}

function checkForm(input: QueryInput, metric: CloudMetric): void {
  const fields = [
    ...(input.format === 'GROUPED' && input.group_by.length === 0
      ? [{ path: 'format', message: 'GROUPED needs a group_by.' }]
      : []),
    ...(input.order_by && input.granularity !== 'ALL'
      ? [{ path: 'order_by', message: 'Only with the granularity ALL.' }]
      : []),
    ...(input.order_by && input.order_by[0]?.metric !== metric.name
      ? [{ path: 'order_by.0.metric', message: 'Order by the metric that is asked for.' }]
      : []),
  ]
  if (fields.length > 0) throw new AppError('invalid', 'The query is not valid.', { fields })
}

export const usesTopic = (
  metric: CloudMetric,
  groupBy: readonly string[],
  filter: Filter | undefined,
): boolean =>
  metric.hasTopic &&
  (groupBy.includes(topicLabel) || [...fieldsOf(filter)].some(({ field }) => field === topicLabel))

export const labelsOfSeries = ({ clusterId, topic }: Series): Labels => ({
  [clusterLabel]: clusterId,
  ...(topic === null ? {} : { [topicLabel]: topic }),
})

/** Series that the caller may see and the filter takes, by the labels that are asked for. */
export async function groupSeries(
  ctx: Ctx,
  metric: CloudMetric,
  byTopic: boolean,
  groupBy: readonly string[],
  filter: Filter | undefined,
  intervals: Interval[],
): Promise<Group[]> {
  checkFields(filter, labelsOf(metric))
  const named = [...fieldsOf(filter)].flatMap(({ field, op, value }) =>
    field === clusterLabel && op === 'EQ' ? [value] : [],
  )
  const clusterIds = await clustersWithMetrics(ctx, named)
  const found = await Promise.all(
    intervals.map((interval) => listSeries(metric, byTopic, clusterIds, interval)),
  )
  const groups = new Map<string, Group>()
  const seen = new Set<string>()
  for (const series of found.flat()) {
    const all = labelsOfSeries(series)
    const id = JSON.stringify(all)
    if (seen.has(id) || !matches(filter, all)) continue
    seen.add(id)
    const labels = Object.fromEntries(groupBy.map((name) => [name, all[name] ?? '']))
    const key = groupBy.map((name) => labels[name]).join('\u0000')
    const group = groups.get(key) ?? { labels, series: [] }
    group.series.push(series)
    groups.set(key, group)
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

async function pointsOf(
  metric: CloudMetric,
  byTopic: boolean,
  group: Group,
  intervals: Interval[],
  stepMs: number,
): Promise<Answered> {
  const sums = new Map<number, number>()
  for (const interval of intervals)
    for (const { at, value } of await readBuckets(metric, byTopic, group.series, interval, stepMs)) {
      const bucket = stepMs === Infinity ? (intervals[0]?.from ?? at) : at
      sums.set(bucket, (sums.get(bucket) ?? 0) + value)
    }
  const points = [...sums]
    .sort(([a], [b]) => b - a)
    .map(([at, value]) => ({ timestamp: new Date(at).toISOString(), value: rounded(value) }))
  return { ...group, points }
}

/** Counts are whole: a rate that was turned back into one is off by less than its last digit. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000

function byValue(groups: Answered[], order: 'ASCENDING' | 'DESCENDING' = 'DESCENDING'): Answered[] {
  const sign = order === 'ASCENDING' ? 1 : -1
  const valueOf = ({ points }: Answered): number => points[0]?.value ?? 0
  return groups.sort((a, b) => sign * (valueOf(a) - valueOf(b)))
}
