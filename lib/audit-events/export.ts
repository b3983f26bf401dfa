// The audit log as a file: page by page out of the database, never whole in memory.
import { authorize, type Ctx } from '@/lib/context'
import { csvCell } from '@/lib/format/csv'
import { toCloudEvent } from '@/lib/audit-events/cloud-event'
import { findAuditEvents } from '@/lib/audit-events/list'
import type { AuditEventDto, AuditEventFilters } from '@/lib/audit-events/schema'

const pageSize = 500

const columns: Record<string, (event: AuditEventDto) => string> = {
  time: ({ time }) => time,
  id: ({ id }) => id,
  type: ({ type }) => type,
  method: ({ data }) => data.methodName,
  operation: ({ data }) => data.authorizationInfo.operation,
  resource: ({ subject }) => subject,
  principal: ({ data }) => data.authenticationInfo.principal,
  api_key: ({ data }) => data.authenticationInfo.metadata?.identifier ?? '',
  granted: ({ data }) => String(data.authorizationInfo.granted),
  result: ({ data }) => data.result.status,
  message: ({ data }) => data.result.message ?? '',
  client_address: ({ data }) => data.requestMetadata.clientAddress.map(({ ip }) => ip).join(' '),
  request_id: ({ data }) => data.requestMetadata.requestId,
  request: ({ data }) => JSON.stringify(data.request?.data ?? {}),
  chain_index: ({ chainindex }) => chainindex ?? '',
  chain_hash: ({ chainhash }) => chainhash ?? '',
}

const formats = {
  jsonl: {
    type: 'application/jsonl',
    head: '',
    line: (event: AuditEventDto) => `${JSON.stringify(event)}\n`,
  },
  csv: {
    type: 'text/csv',
    head: `${Object.keys(columns).join(',')}\r\n`,
    line: (event: AuditEventDto) =>
      `${Object.values(columns)
        .map((read) => csvCell(read(event)))
        .join(',')}\r\n`,
  },
}

/** Newest first, as the list shows them. */
export async function exportAuditEvents(
  ctx: Ctx,
  { format, ...filters }: AuditEventFilters & { format: keyof typeof formats },
): Promise<Response> {
  await authorize(ctx, 'audit-events:read')
  const { type, head, line } = formats[format]
  const encoder = new TextEncoder()
  let before: bigint | undefined
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      if (head) controller.enqueue(encoder.encode(head))
    },
    async pull(controller) {
      const cursor = before === undefined ? {} : { before }
      const rows = await findAuditEvents(ctx.organizationId, filters, { ...cursor, take: pageSize })
      if (rows.length > 0)
        controller.enqueue(encoder.encode(rows.map((row) => line(toCloudEvent(row))).join('')))
      before = rows.at(-1)?.sequence
      if (rows.length < pageSize) controller.close()
    },
  })
  return new Response(body, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="audit-log.${format}"`,
      'cache-control': 'no-store, no-transform',
      'x-content-type-options': 'nosniff',
    },
  })
}
