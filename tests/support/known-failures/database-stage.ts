// The stage with a PostgreSQL server of its own beside it, and sinks that write there.
import pg from 'pg'
import { startTargetDatabase, type TargetDatabase } from '@/tests/support/target-database'
import { targetConfig } from '@/tests/support/postgres-sink'
import { Stage } from './stage'

type Config = Record<string, string>

export class DatabaseStage {
  private constructor(
    readonly stage: Stage,
    readonly database: TargetDatabase,
    private readonly client: pg.Client,
  ) {}

  static async open(): Promise<DatabaseStage> {
    const [stage, database] = await Promise.all([Stage.open(), startTargetDatabase()])
    const client = new pg.Client({ connectionString: database.url })
    client.on('error', () => undefined)
    await client.connect()
    return new DatabaseStage(stage, database, client)
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined)
    await this.stage.close()
    await this.database.stop()
  }

  async sql(text: string): Promise<Record<string, unknown>[]> {
    const { rows } = await this.client.query<Record<string, unknown>>(text)
    return rows
  }

  /** Writes this topic's JSON into a table of its name; the first record that cannot be stored fails it. */
  sink(topics: string, config: Config = {}): Config {
    return {
      ...{ 'connector.class': 'PostgresSink', 'input.data.format': 'JSON', topics },
      ...targetConfig(new URL(this.database.url)),
      ...{ 'insert.mode': 'INSERT', 'auto.create': 'true', 'errors.tolerance': 'none' },
      ...config,
    }
  }

  /** A sink of a topic with these records; both have the same name. */
  async reads(name: string, values: (string | null)[], config: Config = {}): Promise<string> {
    const topics = await this.stage.topic(name, values)
    return this.stage.launch(name, this.sink(topics, config))
  }

  /** A role that may sign in. */
  async role(name: string, more = ''): Promise<Config> {
    await this.sql(`CREATE ROLE ${name} LOGIN PASSWORD 'pw' ${more}`)
    return { 'connection.user': name, 'connection.password': 'pw' }
  }
}
