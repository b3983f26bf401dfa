import { listMetadata, route } from '@/lib/http'
import { toCloudEvent } from '@/lib/audit-events/cloud-event'
import { listAuditEvents } from '@/lib/audit-events/list'
import { auditEventListDto, listAuditEventsQuery } from '@/lib/audit-events/schema'

// GET /api/console/audit-events?from=&to=&principal=&method=&resource=&granted= – who did or tried what, newest first
export const GET = route({
  id: 'console/audit-events.list',
  permission: 'audit-events:read',
  query: listAuditEventsQuery,
  response: auditEventListDto,
  handler: async ({ ctx, query, request }) => {
    const page = await listAuditEvents(ctx, query)
    return {
      api_version: 'console/v1',
      kind: 'AuditEventList',
      metadata: listMetadata(request, page),
      data: page.items.map(toCloudEvent),
    }
  },
})
