import { route } from '@/lib/http'
import { credentialOf } from '@/lib/schema-registries/pass-to-gateway'
import { registryParams } from '@/lib/schema-registries/schema'
import { listSubjectSummaries } from '@/lib/subjects/list-summaries'
import { subjectSummaryListDto, summaryQuery } from '@/lib/subjects/summary-schema'

// GET /api/console/schema-registries/{id}/subject-summaries – a page of subjects with what the list shows of each
export const GET = route({
  id: 'console/subjects.list',
  permission: 'subjects:read',
  isFiltered: true,
  params: registryParams,
  query: summaryQuery,
  response: subjectSummaryListDto,
  handler: ({ ctx, params, query, request }) =>
    listSubjectSummaries(ctx, params.registryId, query, () => credentialOf(ctx, request)),
})
