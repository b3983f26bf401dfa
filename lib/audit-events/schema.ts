import { z } from 'zod'

/** The topic that Confluent's own audit log has; on the organization's default cluster. */
export const auditTopic = 'confluent-audit-log-events'

/** CloudEvents 1.0 in the shape of Confluent's audit log; `chainindex` and `chainhash` are ours, once the event is sealed. */
export const auditEventDto = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(),
  subject: z.string(),
  type: z.string(),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  chainindex: z.string().optional(),
  chainhash: z.string().optional(),
  data: z.object({
    serviceName: z.string(),
    methodName: z.string(),
    resourceName: z.string(),
    authenticationInfo: z.object({
      principal: z.string(),
      metadata: z.object({ identifier: z.string() }).optional(),
    }),
    authorizationInfo: z.object({ granted: z.boolean(), operation: z.string() }),
    requestMetadata: z.object({
      requestId: z.string(),
      clientAddress: z.array(z.object({ ip: z.string() })),
    }),
    /** What was asked for, never with a secret. */
    request: z.object({ data: z.record(z.string(), z.unknown()) }).optional(),
    /** ATTEMPT, SUCCESS, FAILURE or, when a right was missing, UNAUTHORIZED. */
    result: z.object({ status: z.string(), message: z.string().optional() }),
    /** The id of the attempt that this is the result of. */
    attempt: z.string().optional(),
  }),
})
export type AuditEventDto = z.infer<typeof auditEventDto>

const empty = z.literal('').transform(() => undefined)
const filter = <S extends z.ZodType>(schema: S) => z.union([empty, schema]).optional()

export const auditEventFilters = z.object({
  from: filter(z.iso.datetime({ offset: true })),
  to: filter(z.iso.datetime({ offset: true })),
  /** For example User:u-… */
  principal: filter(z.string().max(200)),
  method: filter(z.string().max(100)),
  /** The beginning of a resource's CRN. */
  resource: filter(z.string().max(2000)),
  granted: filter(z.enum(['true', 'false'])),
})
export type AuditEventFilters = z.infer<typeof auditEventFilters>

export const listAuditEventsQuery = auditEventFilters.extend({
  page_size: z.coerce.number().int().min(1).max(100).default(50),
  page_token: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
})
export type ListAuditEventsQuery = z.infer<typeof listAuditEventsQuery>

export const exportAuditEventsQuery = auditEventFilters.extend({
  format: z.enum(['jsonl', 'csv']).default('jsonl'),
})

export const auditEventListDto = z.object({
  api_version: z.literal('console/v1'),
  kind: z.literal('AuditEventList'),
  metadata: z.object({ first: z.string(), next: z.string().optional() }),
  data: z.array(auditEventDto),
})

export const auditChainDto = z.object({
  status: z.enum(['INTACT', 'BROKEN']),
  /** Events that were looked at. */
  checked: z.number(),
  /** Events that the worker has not sealed yet. */
  unsealed: z.number(),
  head: z.object({ index: z.string(), hash: z.string() }).nullable(),
  broken: z.object({ index: z.string(), reason: z.string() }).nullable(),
  /** What the topic says, as a second witness outside the database. */
  topic: z.enum(['AGREES', 'EMPTY', 'UNREACHABLE', 'DIFFERS']),
})
export type AuditChainDto = z.infer<typeof auditChainDto>
