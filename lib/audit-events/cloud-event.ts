// An audit event as it leaves: CloudEvents 1.0 with the fields of Confluent's audit log. Pure.
import type { AuditEvent } from '@/lib/generated/prisma/client'
import type { AuditEventDto } from '@/lib/audit-events/schema'

const service = 'crn://confluent.cloud/'
/** What Confluent calls the check of a right. */
export const deniedMethod = 'mds.Authorize'

/** Unique over all events of all installations: the topic may outlive the database. */
export const eventId = ({
  organizationId,
  sequence,
}: Pick<AuditEvent, 'organizationId' | 'sequence'>): string => `${organizationId}/${sequence}`

export function toCloudEvent(event: AuditEvent): AuditEventDto {
  const { apiKeyId, result, message, attempt, ...asked } = event.data as Record<string, unknown>
  const status = event.isGranted ? (typeof result === 'string' ? result : 'SUCCESS') : 'UNAUTHORIZED'
  return {
    specversion: '1.0',
    id: eventId(event),
    source: service,
    subject: event.resource,
    type: `io.confluent.kafka.server/${event.isGranted ? 'request' : 'authorization'}`,
    time: event.time.toISOString(),
    datacontenttype: 'application/json',
    ...(event.chainIndex !== null && event.hash !== null
      ? { chainindex: String(event.chainIndex), chainhash: Buffer.from(event.hash).toString('hex') }
      : {}),
    data: {
      serviceName: service,
      methodName: event.isGranted ? event.method : deniedMethod,
      resourceName: event.resource,
      authenticationInfo: {
        principal: event.principal,
        ...(typeof apiKeyId === 'string' ? { metadata: { identifier: apiKeyId } } : {}),
      },
      authorizationInfo: { granted: event.isGranted, operation: event.method },
      requestMetadata: { requestId: event.requestId, clientAddress: [{ ip: event.clientAddress }] },
      ...(Object.keys(asked).length > 0 ? { request: { data: asked } } : {}),
      result: { status, ...(typeof message === 'string' ? { message } : {}) },
      ...(typeof attempt === 'string' ? { attempt: `${event.organizationId}/${attempt}` } : {}),
    },
  }
}
