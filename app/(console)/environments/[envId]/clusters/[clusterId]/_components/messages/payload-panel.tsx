'use client'

import { PayloadView } from '@/components/patterns/code/payload-view'
import { CodeBlock } from '@/components/patterns/code/code-block'
import { Skeleton } from '@/components/ui/skeleton'
import { formatBytes } from '@/lib/format/bytes'
import type { Payload } from '@/lib/messages/schema'
import { hexLines } from './hex-lines'
import { SchemaFacts } from './schema-facts'
import { UndecodedBanner } from './undecoded-banner'

/** One payload of a message: JSON with its views, text as it is, bytes as hex. Too long ones are cut, with a way to all of it. */
export function PayloadPanel(props: {
  environmentId: string
  payload: Payload
  label: string
  isLoading: boolean
  downloadHref: string
}) {
  const { payload, label } = props
  if (payload.format === 'null')
    return <p className="text-faint text-sm">The {label.toLowerCase()} is null.</p>
  if (payload.sizeBytes === 0)
    return <p className="text-faint text-sm">The {label.toLowerCase()} is empty.</p>
  if (props.isLoading) return <Skeleton className="w-48" />
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {payload.schema ? <SchemaFacts environmentId={props.environmentId} schema={payload.schema} /> : null}
      {payload.undecoded ? <UndecodedBanner undecoded={payload.undecoded} /> : null}
      {payload.isTruncated ? (
        <p className="text-muted text-sm">
          {payload.schema
            ? `The first ${formatBytes(shownBytes(payload))} of it as text. `
            : `The first ${formatBytes(shownBytes(payload))} of ${formatBytes(payload.sizeBytes)}. `}
          <a href={props.downloadHref} download className="text-accent hover:underline">
            {payload.schema ? 'Download its bytes' : 'Download all of it'}
          </a>
        </p>
      ) : null}
      {payload.format === 'binary' ? (
        <CodeBlock text={hexLines(payload.text)} label={`${label} in hex`} isBare maxHeight="none" />
      ) : (
        <PayloadView text={payload.text} label={label} />
      )}
    </div>
  )
}

const shownBytes = ({ format, text }: Payload): number =>
  format === 'binary' ? Math.floor((text.length * 3) / 4) : new Blob([text]).size
