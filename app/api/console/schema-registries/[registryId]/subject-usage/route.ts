import { route } from '@/lib/http'
import { registryParams } from '@/lib/schema-registries/schema'
import { getSubjectUsage } from '@/lib/subjects/get-usage'
import { subjectUsageDto, usageQuery } from '@/lib/subjects/summary-schema'

// GET /api/console/schema-registries/{id}/subject-usage – topics and connectors of the environment that use a subject
export const GET = route({
  id: 'console/subjects.usage',
  permission: 'subjects:read',
  params: registryParams,
  query: usageQuery,
  response: subjectUsageDto,
  handler: ({ ctx, params, query }) => getSubjectUsage(ctx, params.registryId, query.subject),
})
