import { CodeBlock } from '@/components/patterns/code/code-block'
import { Badge } from '@/components/ui/badge'
import type { PreviewTarget } from '@/lib/connectors/validation/check-schema'
import { formatBytes } from '@/lib/format/bytes'

const label = 'As it would be written'

/** What the other end would get of a record: a row, a line of a file, or a message of these bytes. */
export function TargetPart({ target }: { target: PreviewTarget }) {
  switch (target.kind) {
    case 'row':
      return <Row row={target} />
    case 'line':
      return <CodeBlock label={label} title={label} maxHeight="sm" text={target.text} />
    case 'message':
      return (
        <div className="flex min-w-0 flex-col gap-2">
          <Bytes label={`${label}: key`} written={target.key} />
          <Bytes label={label} written={target.value} />
        </div>
      )
  }
}

type RowTarget = Extract<PreviewTarget, { kind: 'row' }>
const operations: Record<RowTarget['operation'], string> = {
  insert: 'Insert',
  upsert: 'Upsert',
  update: 'Update',
  delete: 'Delete',
}

function meetsWords({ operation, isThere }: RowTarget): string {
  if (isThere === null) return ''
  if (operation === 'delete') return isThere ? 'The row is there.' : 'There is no such row.'
  if (operation === 'update') return isThere ? 'Changes the row that is there.' : 'There is no row to change.'
  return isThere ? 'Changes the row that is there.' : 'Adds a row.'
}

function Row({ row }: { row: RowTarget }) {
  return (
    <section
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroll area must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className="bg-sub max-h-72 min-w-0 overflow-y-auto rounded-lg border text-sm"
    >
      <p className="text-muted flex flex-wrap items-center gap-x-2 gap-y-1 border-b px-3.5 py-2">
        <Badge tone={row.operation === 'delete' ? 'warning' : 'accent'}>{operations[row.operation]}</Badge>
        <span className="text-fg font-mono text-xs break-all">{row.table}</span>
        <span>{meetsWords(row)}</span>
      </p>
      <dl className="grid grid-cols-[minmax(0,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1 px-3.5 py-2.5">
        {row.values.map(({ column, value }) => (
          <div key={column} className="contents">
            <dt className="text-muted font-mono text-xs leading-5 break-all">{column}</dt>
            <dd className="min-w-0 font-mono text-xs leading-5 break-words">
              {value ?? <span className="text-faint">NULL</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

type Written = Extract<PreviewTarget, { kind: 'message' }>['value']

function Bytes({ label: name, written }: { label: string; written: Written }) {
  const title = written ? `${name}, ${written.format}, ${formatBytes(written.bytes)}` : `${name}: nothing`
  if (written?.text)
    return <CodeBlock label={name} title={title} language="json" maxHeight="sm" text={written.text} />
  return (
    <section aria-label={name} className="bg-sub text-muted rounded-lg border px-3.5 py-2 text-sm">
      {title}
    </section>
  )
}
