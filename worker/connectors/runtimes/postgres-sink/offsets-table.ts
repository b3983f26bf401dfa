// Exactly once: how far each partition has come stands in the target database and moves in the transaction of its rows, by
// compare-and-set on the position and on the epoch of the task's start. A task that was replaced moves nothing any more.
import type pg from 'pg'
import { quoteName, quoteTable, quoteText } from '@/lib/connectors/postgres-sink/identifiers'
import { TaskFailure, type TopicPartition } from '@/worker/connectors/runtime'
import { describePostgres, isPassing, isPostgresError } from './failures'
import { runScript } from './script'

export const OFFSETS_TABLE = 'tributary_sink_offsets'
/** Stands in the error of a script whose positions were not as expected. */
const MARK = `${OFFSETS_TABLE} moved `
/** The target does not know yet: the group's offsets count. */
export const UNKNOWN = -1

export type Move = TopicPartition & { from: number; to: number }
export type StoredPosition = TopicPartition & { offset: number; epoch: number }

const columns = `connector_id text NOT NULL, topic text NOT NULL, "partition" integer NOT NULL, next_offset bigint NOT NULL, epoch bigint NOT NULL, updated_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (connector_id, topic, "partition")`

const placesOf = (partitions: readonly TopicPartition[]): string =>
  partitions.map(({ topic, partition }) => `(${quoteText(topic)}, ${partition})`).join(', ')

export class OffsetsTable {
  private readonly name: string

  constructor(
    private readonly connectorId: string,
    private readonly epoch: number,
    private readonly schema: string | null,
  ) {
    this.name = quoteTable({ schema, table: OFFSETS_TABLE })
  }

  /** @throws TaskFailure with the statement to run by hand. */
  async create(client: pg.Client): Promise<void> {
    const [found] = await runScript(client, `SELECT to_regclass(${quoteText(this.name)})`)
    if (found?.[0] != null) return
    const statement = `CREATE TABLE IF NOT EXISTS ${this.name} (${columns}) WITH (fillfactor = 50)`
    try {
      await runScript(client, statement)
    } catch (error) {
      if (!isPostgresError(error)) throw error
      // Another task was faster.
      if (['42P07', '23505', '42710'].includes(error.code)) return
      // Of these the remedy is another one, or waiting.
      if (error.code === '3F000' || isPassing(error)) throw error
      const where = this.schema === null ? 'the default schema' : `schema ${quoteName(this.schema)}`
      throw new TaskFailure(
        `Exactly once needs the table ${OFFSETS_TABLE} in ${where}, which cannot be created: ${describePostgres(error)} Grant CREATE on the schema to the connection user, or run as its owner: ${statement}; and grant SELECT, INSERT, UPDATE and DELETE on it.`,
        true,
        { cause: error },
      )
    }
  }

  /**
   * Makes the partitions this start's own, and answers their positions. `onBlocked` is called when a transaction of somebody
   * else (a start that was replaced and hangs) stands in the way.
   * @throws TaskFailure when a later start has them.
   */
  async takeOver(
    client: pg.Client,
    partitions: readonly TopicPartition[],
    onBlocked: () => Promise<void>,
  ): Promise<StoredPosition[]> {
    if (partitions.length === 0) return []
    // Always in the same order: two that take over the same rows wait for each other instead of locking each other out.
    const rows = [...partitions]
      .sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1))
      .map(
        ({ topic, partition }) =>
          `(${quoteText(this.connectorId)}, ${quoteText(topic)}, ${partition}, ${UNKNOWN}, ${this.epoch})`,
      )
    // Again and again: behind one transaction that is ended another may stand, as a task writes over two connections.
    const patience = setInterval(() => void onBlocked().catch(() => undefined), 1_000)
    try {
      await runScript(
        client,
        `INSERT INTO ${this.name} AS o (connector_id, topic, "partition", next_offset, epoch) VALUES ${rows.join(', ')}
         ON CONFLICT (connector_id, topic, "partition") DO UPDATE SET epoch = EXCLUDED.epoch WHERE o.epoch < EXCLUDED.epoch`,
      )
    } finally {
      clearInterval(patience)
    }
    const stored = await this.read(client, partitions)
    this.refuseZombies(stored)
    return stored
  }

  refuseZombies(stored: readonly StoredPosition[]): void {
    const later = stored.find(({ epoch }) => epoch > this.epoch)
    if (later !== undefined) throw this.replaced(later)
  }

  private replaced({ topic, partition }: TopicPartition): TaskFailure {
    return new TaskFailure(
      `A later start of this task has taken over partition ${partition} of topic "${topic}": this one writes no more.`,
      false,
    )
  }

  async read(client: pg.Client, partitions: readonly TopicPartition[]): Promise<StoredPosition[]> {
    if (partitions.length === 0) return []
    const rows = await runScript(
      client,
      `SELECT topic, "partition", next_offset, epoch FROM ${this.name} WHERE connector_id = ${quoteText(this.connectorId)} AND (topic, "partition") IN (${placesOf(partitions)})`,
    )
    return rows.map(([topic, partition, offset, epoch]) => ({
      topic: topic ?? '',
      partition: Number(partition),
      offset: Number(offset),
      epoch: Number(epoch),
    }))
  }

  /** SQL that moves the positions, or fails with an error that `isMoveRefusal` knows. */
  move(moves: readonly Move[]): string {
    const values = moves.map(
      ({ topic, partition, from, to }) =>
        `(${quoteText(topic)}, ${partition}, ${from}::bigint, ${to}::bigint)`,
    )
    return `WITH moved AS (UPDATE ${this.name} o SET next_offset = v.after, updated_at = now() FROM (VALUES ${values.join(', ')}) v(topic, part, before, after) WHERE o.connector_id = ${quoteText(this.connectorId)} AND o.topic = v.topic AND o."partition" = v.part AND o.next_offset = v.before AND o.epoch = ${this.epoch} RETURNING 1) SELECT CASE WHEN count(*) = ${moves.length} THEN 0 ELSE ('${MARK}' || count(*))::int END FROM moved`
  }

  /** An administrator's positions; null: forgotten. */
  async set(
    client: pg.Client,
    positions: readonly (TopicPartition & { offset: number | null })[],
  ): Promise<void> {
    for (const { topic, partition, offset } of positions)
      await runScript(
        client,
        `INSERT INTO ${this.name} AS o (connector_id, topic, "partition", next_offset, epoch) VALUES (${quoteText(this.connectorId)}, ${quoteText(topic)}, ${partition}, ${offset ?? UNKNOWN}, ${this.epoch})
         ON CONFLICT (connector_id, topic, "partition") DO UPDATE SET next_offset = EXCLUDED.next_offset, epoch = EXCLUDED.epoch, updated_at = now() WHERE o.epoch <= EXCLUDED.epoch`,
      )
    this.refuseZombies(await this.read(client, positions))
  }
}

export const isMoveRefusal = (error: unknown): boolean =>
  isPostgresError(error) && error.code === '22P02' && error.message.includes(MARK)
