// `npm run db:diff -- NAME` writes the migration from the last committed schema (migrations/snapshot.prisma)
// to prisma/schema; `--check` only says whether one is missing. Never touches a database.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { diffDatamodels, type SchemaFile } from '@/prisma/schema-engine'

const schemaFolder = join(import.meta.dirname, 'schema')
const migrationsFolder = join(import.meta.dirname, 'migrations')
const snapshotFile = join(migrationsFolder, 'snapshot.prisma')

function readSchema(): SchemaFile[] {
  return readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ path: name, content: readFileSync(join(schemaFolder, name), 'utf8') }))
}

function readSnapshot(): SchemaFile[] | null {
  if (!existsSync(snapshotFile)) return null
  return [{ path: 'snapshot.prisma', content: readFileSync(snapshotFile, 'utf8') }]
}

function migrationName(name: string, now: Date): string {
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14)
  return `${stamp}_${name.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`
}

function writeMigration(name: string, sql: string, schema: SchemaFile[]): string {
  const folder = join(migrationsFolder, migrationName(name, new Date()))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'migration.sql'), sql)
  writeFileSync(snapshotFile, schema.map((file) => file.content.trim()).join('\n\n') + '\n')
  return folder
}

async function main(argument: string | undefined): Promise<number> {
  const schema = readSchema()
  const sql = await diffDatamodels(readSnapshot(), schema)
  if (argument === '--check') {
    if (sql)
      process.stderr.write(`prisma/schema has no migration yet; run: npm run db:diff -- NAME\n\n${sql}`)
    return sql ? 1 : 0
  }
  if (!argument || argument.startsWith('-')) {
    process.stderr.write('Usage: npm run db:diff -- NAME\n')
    return 1
  }
  if (!sql) {
    process.stdout.write('The schema and its migrations agree; nothing to write.\n')
    return 0
  }
  process.stdout.write(`${join(writeMigration(argument, sql, schema), 'migration.sql')}\n${sql}`)
  return 0
}

process.exitCode = await main(process.argv[2])
