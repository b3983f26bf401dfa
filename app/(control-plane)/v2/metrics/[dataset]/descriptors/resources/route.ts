import { route } from '@/lib/http'
import { authorizeFilteredList } from '@/lib/context'
import { kafkaDescriptor } from '@/lib/cloud-metrics/catalog'
import { cutPage, requireDataset } from '@/lib/cloud-metrics/place'
import { datasetParams, descriptorQuery, resourceDescriptorListDto } from '@/lib/cloud-metrics/schema'

// GET /v2/metrics/{dataset}/descriptors/resources – the kinds of resources that are measured
export const GET = route({
  id: 'v2/metrics/resource-descriptors.list',
  permission: 'metrics:read',
  isFiltered: true,
  rate: { perSecond: 1, burst: 60 },
  params: datasetParams,
  query: descriptorQuery,
  response: resourceDescriptorListDto,
  handler: ({ ctx, params, query }) => {
    authorizeFilteredList(ctx, 'metrics:read')
    requireDataset(params.dataset)
    const page = cutPage([kafkaDescriptor], query.page_size, query.page_token)
    return Promise.resolve({ data: page.items, meta: page.meta })
  },
})
