import { route } from '@/lib/http'
import { auditChainDto } from '@/lib/audit-events/schema'
import { verifyAuditChain } from '@/lib/audit-events/verify'

// GET /api/console/audit-events/verify – whether the hash chain holds, and where it breaks
export const GET = route({
  id: 'console/audit-events.verify',
  permission: 'audit-events:read',
  response: auditChainDto,
  rate: { perSecond: 0.5, burst: 10 },
  handler: ({ ctx }) => verifyAuditChain(ctx),
})
