// Secrets that cannot be mistaken for anything else, a client that remembers every answer, and the places where none may turn up.
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { env } from '@/lib/env'

type Seen = { where: string; text: string }

/** Secrets by what they are. Those that the product makes itself are added once they were shown. */
export class Canaries {
  readonly #secrets = new Map<string, string>()

  make(name: string): string {
    const secret = `Canary7${randomBytes(24).toString('hex')}`
    this.#secrets.set(name, secret)
    return secret
  }

  add(name: string, secret: string | undefined): string {
    if (!secret || secret.length < 16) throw new Error(`${name} is no secret: "${secret}"`)
    this.#secrets.set(name, secret)
    return secret
  }

  get size(): number {
    return this.#secrets.size
  }

  /** Each place in which a secret stands as it is, in base64, in hexadecimal digits or escaped for a URL. */
  *findIn(places: Iterable<Seen>): Generator<string> {
    const forms = [...this.#secrets].flatMap(([name, secret]) => {
      const bytes = Buffer.from(secret)
      // Base64 of a text inside another one depends on where it begins: the middle of each alignment is looked for.
      const shifted = [0, 1, 2].map((shift) =>
        Buffer.concat([Buffer.alloc(shift), bytes])
          .toString('base64')
          .slice(4, -4),
      )
      const all = new Set([secret, encodeURIComponent(secret), bytes.toString('hex'), ...shifted])
      return [...all].map((form) => ({ name, form }))
    })
    for (const { where, text } of places)
      for (const { name, form } of forms) if (text.includes(form)) yield `${name} in ${where}`
  }
}

/** Every answer to everybody, but for the one answer that shows a secret by design. */
export class RememberingClient {
  readonly answers: Seen[] = []

  async send<T = Record<string, unknown>>(
    headers: Record<string, string>,
    method: string,
    target: string,
    body?: unknown,
    { isOneTime = false } = {},
  ): Promise<{ status: number; body: T }> {
    const response = await fetch(`${env.url}${target}`, {
      method,
      redirect: 'manual',
      headers: {
        origin: env.url,
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const seen = `${JSON.stringify([...response.headers])}\n${text}`
    if (!isOneTime) this.answers.push({ where: `the answer to ${method} ${target}`, text: seen })
    return { status: response.status, body: parse(text) as T }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Every row of every table, as text. */
export async function* databaseRows(): AsyncGenerator<Seen> {
  const client = new pg.Client({ connectionString: env.databaseUrl })
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    )
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t`)
      yield { where: `table ${name}`, text: rows.map(({ row }) => row).join('\n') }
    }
  } finally {
    await client.end()
  }
}

/** All logs of the product, and what else it keeps as text: settings of brokers, key files, states. */
export function* keptFiles(): Generator<Seen> {
  const own = new Set(['postgres', 'secrets'])
  const walk = function* (folder: string): Generator<string> {
    for (const entry of unlessGone(() => readdirSync(folder, { withFileTypes: true })) ?? []) {
      const file = path.join(folder, entry.name)
      if (entry.isDirectory() && !(folder === env.dataDir && own.has(entry.name))) yield* walk(file)
      else if (entry.isFile()) yield file
    }
  }
  for (const file of walk(env.dataDir)) {
    const text = unlessGone(() => statSync(file).size < 64 * 1024 * 1024 && readFileSync(file, 'latin1'))
    if (typeof text === 'string') yield { where: path.relative(env.dataDir, file), text }
  }
}

/** What is deleted while others work is kept no more. */
function unlessGone<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** What everybody on the machine can see of every process. */
export function* commandLines(): Generator<Seen> {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      yield {
        where: `the command line of process ${pid}`,
        text: readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
      }
    } catch {
      // It has ended meanwhile.
    }
}
