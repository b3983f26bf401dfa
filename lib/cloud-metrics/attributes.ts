import type { Ctx } from '@/lib/context'
import { cloudMetrics, labelsOf } from '@/lib/cloud-metrics/catalog'
import { parseInterval } from '@/lib/cloud-metrics/interval'
import { cutPage, requireLabels, requireMetric } from '@/lib/cloud-metrics/place'
import { groupSeries, usesTopic } from '@/lib/cloud-metrics/query'
import type { AttributesInput } from '@/lib/cloud-metrics/schema'

/** The values of one label in the last hour, or in the intervals that are given. Without a metric: those of the first one. */
export async function listAttributes(ctx: Ctx, input: AttributesInput, pageToken?: string) {
  const metric = requireMetric(input.metric ?? cloudMetrics[0]?.name ?? '', 'metric')
  requireLabels(input.group_by, labelsOf(metric), 'group_by')
  const intervals = (input.intervals ?? ['now-1h/now']).map((text, index) =>
    parseInterval(text, Date.now(), `intervals.${index}`),
  )
  const byTopic = usesTopic(metric, input.group_by, input.filter)
  const groups = await groupSeries(ctx, metric, byTopic, input.group_by, input.filter, intervals)
  const { items, meta } = cutPage(groups, input.limit, pageToken)
  return { data: items.map(({ labels }) => labels), meta }
}
