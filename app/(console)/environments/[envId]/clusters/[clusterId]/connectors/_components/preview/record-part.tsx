import { CodeBlock } from '@/components/patterns/code/code-block'
import type { PreviewRecordPart } from '@/lib/connectors/validation/check-schema'

/** One state of a record as JSON: key, value and headers, what is empty left out. */
export function RecordPart({ label, part }: { label: string; part: PreviewRecordPart }) {
  const shown = {
    ...(part.topic === undefined ? {} : { topic: part.topic }),
    ...(part.key === null ? {} : { key: part.key }),
    value: part.value,
    ...(part.headers.length > 0
      ? { headers: Object.fromEntries(part.headers.map(({ key, value }) => [key, value])) }
      : {}),
  }
  return (
    <CodeBlock
      label={label}
      title={label}
      language="json"
      maxHeight="sm"
      text={JSON.stringify(shown, null, 2)}
    />
  )
}

/** What comes of a record that is not written. */
export function NotWritten({ title, children }: { title: string; children?: string }) {
  return (
    <div className="bg-sub text-muted flex flex-col gap-1 rounded-lg border px-3.5 py-2.5 text-sm">
      <p className="text-fg font-medium">{title}</p>
      {children ? <p className="break-words">{children}</p> : null}
    </div>
  )
}
