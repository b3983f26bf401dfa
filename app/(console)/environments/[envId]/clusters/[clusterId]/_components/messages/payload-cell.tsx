import { Badge } from '@/components/ui/badge'
import { formatBytes } from '@/lib/format/bytes'
import type { Payload } from '@/lib/messages/schema'
import { payloadLine } from '@/lib/messages/shown'
import { formatNames } from './format-names'

/** Text nodes only: whatever a producer wrote is never markup here. */
export function PayloadCell({
  payload,
  length,
  isMuted,
}: {
  payload: Payload
  length: number
  isMuted?: boolean
}) {
  if (payload.format === 'null') return <span className="text-faint font-sans">null</span>
  if (payload.format === 'text' && payload.sizeBytes === 0)
    return <span className="text-faint font-sans">empty</span>
  return (
    <span className="flex min-w-0 items-center gap-2">
      <FormatMark payload={payload} />
      {payload.isTruncated ? <Badge tone="neutral">{formatBytes(payload.sizeBytes)}</Badge> : null}
      <span className={isMuted ? 'text-muted truncate' : 'truncate'}>{payloadLine(payload, length)}</span>
    </span>
  )
}

/** What the bytes are, where it is not plain to see: the schema that they were decoded with, or that they could not be. */
function FormatMark({ payload: { format, schema, undecoded } }: { payload: Payload }) {
  if (schema) {
    const { id, version } = schema
    const place = version === undefined ? `id ${id}` : `v${version} · ${id}`
    return (
      <Badge className="font-sans">
        {formatNames[format]} <span className="text-muted hidden font-normal sm:inline">{place}</span>
      </Badge>
    )
  }
  if (undecoded)
    return (
      <Badge tone="warning" className="font-sans">
        <span title={undecoded.message}>Not decoded</span>
      </Badge>
    )
  return format === 'binary' ? <Badge tone="info">Binary</Badge> : null
}
