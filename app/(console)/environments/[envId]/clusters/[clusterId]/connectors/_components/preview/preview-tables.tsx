import { CodeBlock } from '@/components/patterns/code/code-block'
import { Badge } from '@/components/ui/badge'
import { Banner } from '@/components/ui/banner'
import type { PreviewedSchema, PreviewedTable } from '@/lib/connectors/validation/check-schema'
import { plural } from '@/lib/format/numbers'
import { More } from './more'

/** The tables that these records go to: as they would stand, and what would be run for it. */
export function PreviewTables({ tables }: { tables: readonly PreviewedTable[] }) {
  return tables.map((table) => (
    <section key={`${table.topic} ${table.table}`} aria-label={`Table ${table.table}`} className={cardStyles}>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <span className="font-mono text-xs font-medium break-all">{table.table}</span>
        <Badge tone={table.exists === false ? 'info' : 'neutral'}>{existsWords(table)}</Badge>
        <span className="text-muted">from {table.topic}</span>
      </p>
      {table.problem ? <Banner tone="danger">{table.problem}</Banner> : null}
      {table.columns.length > 0 ? (
        <More summary={`${plural(table.columns.length, 'column')}${newWords(table)}`}>
          <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
            {table.columns.map(({ name, type, isKey, isNullable, isNew }) => (
              <li key={name} className="flex min-w-0 flex-wrap items-center gap-x-2 font-mono text-xs">
                <span className="min-w-0 break-all">{name}</span>
                <span className="text-muted">
                  {type}
                  {isNullable ? '' : ' not null'}
                </span>
                {isKey ? <Badge>key</Badge> : null}
                {isNew && table.exists ? <Badge tone="info">new</Badge> : null}
              </li>
            ))}
          </ul>
        </More>
      ) : null}
      {table.statements.length > 0 ? (
        <More summary="What would be run first">
          <CodeBlock label={`Statements for ${table.table}`} text={table.statements.join(';\n\n')} />
        </More>
      ) : null}
    </section>
  ))
}

/** What a source's formats would register. */
export function PreviewSchemas({ schemas }: { schemas: readonly PreviewedSchema[] }) {
  return schemas.map(({ subject, schemaType, schema, id }) => (
    <section key={subject} aria-label={`Schema of ${subject}`} className={cardStyles}>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <span className="font-mono text-xs font-medium break-all">{subject}</span>
        <Badge tone={id === null ? 'info' : 'neutral'}>
          {id === null ? 'would be registered' : `registered, id ${id}`}
        </Badge>
        <span className="text-muted">{schemaType}</span>
      </p>
      <More summary="Schema">
        <CodeBlock
          label={`Schema of ${subject}`}
          language={schemaType === 'PROTOBUF' ? 'protobuf' : 'json'}
          maxHeight="sm"
          text={schemaType === 'PROTOBUF' ? schema : indented(schema)}
        />
      </More>
    </section>
  ))
}

const cardStyles = 'flex min-w-0 flex-col gap-2 rounded-lg border px-3.5 py-2.5'

const existsWords = ({ exists }: PreviewedTable): string =>
  exists === null ? 'not looked at' : exists ? 'is there' : 'is not there yet'

function newWords({ columns, exists }: PreviewedTable): string {
  const added = columns.filter(({ isNew }) => isNew).length
  return exists && added > 0 ? `, ${added} of them new` : ''
}

function indented(schema: string): string {
  try {
    return JSON.stringify(JSON.parse(schema), null, 2)
  } catch {
    return schema
  }
}
