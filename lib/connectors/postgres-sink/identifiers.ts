// Names in generated SQL, and the table that a topic goes to. Pure.

export type TableName = { schema: string | null; table: string }

/** Always quoted: names come from topics and records, and whatever they hold stays a name. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`

export const quoteText = (text: string): string =>
  text.includes('\\')
    ? `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
    : `'${text.replaceAll("'", "''")}'`

export const quoteTable = ({ schema, table }: TableName): string =>
  schema === null ? quoteName(table) : `${quoteName(schema)}.${quoteName(table)}`

/** An unquoted name means its lower case to PostgreSQL. */
export const foldName = (name: string, quotes: 'ALWAYS' | 'NEVER'): string =>
  quotes === 'NEVER' ? name.toLowerCase() : name

/**
 * The format with the topic in it, read as PostgreSQL reads a name: dots divide schema and table unless they are quoted.
 * Null: no name of a table.
 */
export function tableNameOf(
  format: string,
  topic: string,
  { quotes, database }: { quotes: 'ALWAYS' | 'NEVER'; database: string },
): TableName | null {
  const parts = splitName(format.replaceAll('${topic}', topic))
  if (parts === null) return null
  const names = parts.map(({ text, isQuoted }) => (isQuoted ? text : foldName(text, quotes)))
  const [table, schema, catalog, ...rest] = names.reverse()
  if (table === undefined || rest.length > 0 || (catalog !== undefined && catalog !== database)) return null
  return { schema: schema ?? null, table }
}

/** The schema that the format names for every topic. */
export function fixedSchemaOf(format: string): string | null {
  const parts = splitName(format)
  const schema = parts !== null && parts.length > 1 ? parts[parts.length - 2]?.text : undefined
  return schema === undefined || schema.includes('${topic}') ? null : schema
}

type Part = { text: string; isQuoted: boolean }

function splitName(name: string): Part[] | null {
  const parts: Part[] = []
  let at = 0
  for (;;) {
    if (name[at] === '"') {
      const match = /^"((?:[^"]|"")+)"/.exec(name.slice(at))
      if (!match) return null
      parts.push({ text: (match[1] ?? '').replaceAll('""', '"'), isQuoted: true })
      at += match[0].length
    } else {
      const end = name.indexOf('.', at)
      const text = name.slice(at, end === -1 ? undefined : end)
      if (text === '' || text.includes('"')) return null
      parts.push({ text, isQuoted: false })
      at += text.length
    }
    if (at === name.length) return parts
    if (name[at] !== '.') return null
    at++
  }
}
