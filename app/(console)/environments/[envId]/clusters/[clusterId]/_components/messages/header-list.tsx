import { Badge } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'
import { formatBytes } from '@/lib/format/bytes'
import type { Message } from '@/lib/messages/schema'
import { payloadLine, payloadText } from '@/lib/messages/shown'

export function HeaderList({ headers }: { headers: Message['headers'] }) {
  if (headers.length === 0) return <p className="text-faint text-sm">This message has no headers.</p>
  return (
    <ul className="flex flex-col text-sm">
      {headers.map(({ key, value }, index) => (
        // Kafka allows a name several times, so only the place tells headers apart.
        <li key={index} className="border-line-soft flex items-start gap-3 border-b py-1.5 last:border-b-0">
          <span className="text-muted w-2/5 shrink-0 font-mono text-xs leading-6 break-all">{key}</span>
          <span className="min-w-0 flex-1 font-mono text-xs leading-6 break-all">
            {value.format === 'null' ? (
              <span className="text-faint font-sans">null</span>
            ) : (
              payloadLine(value, 4000)
            )}
            {value.isTruncated ? (
              <Badge tone="neutral" className="ml-1">
                {formatBytes(value.sizeBytes)}
              </Badge>
            ) : null}
          </span>
          <CopyButton text={payloadText(value)} label={`Copy the header ${key}`} />
        </li>
      ))}
    </ul>
  )
}
