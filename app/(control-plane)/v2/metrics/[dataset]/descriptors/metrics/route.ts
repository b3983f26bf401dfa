import { route } from '@/lib/http'
import { authorizeFilteredList } from '@/lib/context'
import { cloudMetrics, toMetricDescriptor } from '@/lib/cloud-metrics/catalog'
import { cutPage, requireDataset } from '@/lib/cloud-metrics/place'
import { datasetParams, descriptorQuery, metricDescriptorListDto } from '@/lib/cloud-metrics/schema'

// GET /v2/metrics/{dataset}/descriptors/metrics – the metrics that there are
export const GET = route({
  id: 'v2/metrics/metric-descriptors.list',
  permission: 'metrics:read',
  isFiltered: true,
  rate: { perSecond: 1, burst: 60 },
  params: datasetParams,
  query: descriptorQuery,
  response: metricDescriptorListDto,
  handler: ({ ctx, params, query }) => {
    authorizeFilteredList(ctx, 'metrics:read')
    requireDataset(params.dataset)
    const isAsked = (query.resource_type ?? 'kafka') === 'kafka'
    const page = cutPage(isAsked ? cloudMetrics : [], query.page_size, query.page_token)
    return Promise.resolve({ data: page.items.map(toMetricDescriptor), meta: page.meta })
  },
})
