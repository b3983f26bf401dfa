import { route } from '@/lib/http'
import { getLagSummary } from '@/lib/consumer-groups/lags'
import { toLagSummaryDto } from '@/lib/consumer-groups/lag-rest-dto'
import { groupParams, lagSummaryDto } from '@/lib/consumer-groups/schema'

// GET …/lag-summary – total and largest lag of a group
export const GET = route({
  id: 'kafka/v3/consumer-lag-summary.get',
  errors: 'kafka',
  permission: 'consumer-groups:read',
  params: groupParams,
  response: lagSummaryDto,
  handler: async ({ ctx, params }) =>
    toLagSummaryDto(params.clusterId, params.groupId, await getLagSummary(ctx, params)),
})
