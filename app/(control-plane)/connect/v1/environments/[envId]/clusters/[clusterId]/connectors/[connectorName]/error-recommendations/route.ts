import { route } from '@/lib/http'
import { getErrorRecommendations } from '@/lib/connectors/recommendations/get-error-recommendations'
import { errorRecommendationsDto } from '@/lib/connectors/recommendations/schema'
import { connectorParams } from '@/lib/connectors/schema'

// GET …/connectors/{name}/error-recommendations – why its tasks do not run, and what helps
export const GET = route({
  id: 'connect/v1/connector-error-recommendations.get',
  errors: 'connect',
  permission: 'connectors:read',
  params: connectorParams,
  response: errorRecommendationsDto,
  handler: ({ ctx, params }) => getErrorRecommendations(ctx, params),
})
