'use client'

import Link from 'next/link'
import { Banner } from '@/components/ui/banner'
import { formatInteger, plural } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import type { TopicPart } from '@/lib/queries/data-contracts'
import type { PreviewDto } from '@/lib/subjects/preview-schema'

/** How many of the latest messages the schema reads, and which it does not. */
export function PreviewPanel(props: { preview: PreviewDto; environmentId: string; topic: TopicPart }) {
  const { preview, environmentId } = props
  const { clusterId, topic, part } = props.topic
  const tried = preview.succeeded + preview.failed
  const empty = preview.empty > 0 ? ` ${formatInteger(preview.empty)} without a ${part} were left out.` : ''
  if (tried === 0)
    return (
      <Banner title="There is nothing to read">
        The topic holds no message with a {part} yet.{empty}
      </Banner>
    )
  if (preview.failed === 0)
    return (
      <Banner tone="ok" title={`It reads all of the latest ${plural(tried, 'message')}`}>
        {empty || 'Nothing fails.'}
      </Banner>
    )
  return (
    <Banner
      tone="warning"
      title={`${formatInteger(preview.failed)} of the latest ${plural(tried, 'message')} cannot be read with it`}
    >
      <div className="text-fg flex flex-col gap-3 pt-1">
        {empty ? <p className="text-muted">{empty}</p> : null}
        <ul aria-label="Reasons" className="flex flex-col gap-1">
          {preview.reasons.map(({ reason, count }) => (
            <li key={reason} className="break-words">
              {formatInteger(count)}× {reason}
            </li>
          ))}
        </ul>
        <ul aria-label="Messages that fail" className="flex max-h-56 flex-col gap-1 overflow-y-auto">
          {preview.failures.map(({ partition, offset, reason }) => (
            <li key={`${partition}:${offset}`} className="flex flex-wrap gap-x-2">
              <Link
                href={paths.message(environmentId, clusterId, topic, partition, offset)}
                target="_blank"
                className="text-accent hover:underline"
              >
                Partition {partition}, offset {formatInteger(BigInt(offset))}
              </Link>
              <span className="text-muted min-w-0 break-words">{reason}</span>
            </li>
          ))}
        </ul>
        {preview.failures.length < preview.failed ? (
          <p className="text-muted">The newest {formatInteger(preview.failures.length)} are listed.</p>
        ) : null}
      </div>
    </Banner>
  )
}
