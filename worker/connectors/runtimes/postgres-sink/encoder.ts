// What turns records into rows: one way for converted records, one for JSON as it lies in Kafka's batches.
import type pg from 'pg'
import type { Segments } from '@/lib/connectors/postgres-sink/segments'

/** Records `from` to `to - 1` of a batch. */
export type Piece<Batch> = { batch: Batch; from: number; to: number }

export type Encoder<Batch> = {
  /** Tables, columns and whatever else the records need to be encoded. */
  prepare(client: pg.Client, pieces: readonly Piece<Batch>[]): Promise<void>
  /** Adds the row of a record. `record` names it in the segments. Throws DataError, OrderNeeded, or NotPrepared. */
  add(batch: Batch, index: number, segments: Segments, record: number): void
  /** Tables may have changed. */
  forget(): void
}

/** The record needs more than `prepare` has seen to: it is called once more, and all of the transaction encoded again. */
export class NotPrepared extends Error {}
