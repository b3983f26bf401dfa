import { route } from '@/lib/http'
import { exportAuditEvents } from '@/lib/audit-events/export'
import { exportAuditEventsQuery } from '@/lib/audit-events/schema'

// GET /api/console/audit-events/export?format=jsonl|csv – the log as a file, with the list's filters
export const GET = route({
  id: 'console/audit-events.export',
  permission: 'audit-events:read',
  query: exportAuditEventsQuery,
  rate: { perSecond: 0.5, burst: 10 },
  handler: ({ ctx, query }) => exportAuditEvents(ctx, query),
})
