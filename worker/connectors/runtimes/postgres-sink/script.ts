// Statements and the data of their COPYs in one go: the server works through them without waiting for us in between. After an
// error it skips the remaining statements and data (https://www.postgresql.org/docs/current/protocol-flow.html).
import type pg from 'pg'

/** Bytes of rows, in the order of the COPY statements. */
export type CopyData = { bytes: Buffer; start: number; end: number }[]

/** Smaller messages keep the server's memory small. */
const FRAME = 262_144
const COPY_DATA = 0x64
const copyDone = Buffer.from([0x63, 0, 0, 0, 4])

type Rows = (string | null)[][]

class Script implements pg.Submittable {
  private rows: Rows = []

  constructor(
    private readonly sql: string,
    private readonly copies: readonly CopyData[],
    private readonly resolve: (rows: Rows) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  submit(connection: pg.Connection): void {
    const { stream } = connection
    stream.cork()
    connection.query(this.sql)
    for (const copy of this.copies) {
      for (const { bytes, start, end } of copy)
        for (let at = start; at < end; at += FRAME) {
          const size = Math.min(FRAME, end - at)
          const head = Buffer.allocUnsafe(5)
          head[0] = COPY_DATA
          head.writeUInt32BE(size + 4, 1)
          stream.write(head)
          stream.write(bytes.subarray(at, at + size))
        }
      stream.write(copyDone)
    }
    stream.uncork()
  }

  handleRowDescription(): void {
    this.rows = []
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.rows.push(fields)
  }

  handleCopyInResponse(): void {
    // The data was sent along.
  }

  handleCommandComplete(): void {
    // The next statement follows.
  }

  handleEmptyQuery(): void {
    // Nothing to do.
  }

  handleError(error: Error): void {
    this.reject(error)
  }

  handleReadyForQuery(): void {
    this.resolve(this.rows)
  }
}

/** Rows of the last statement that had any, as text. The buffers are free again when it settles. */
export function runScript(client: pg.Client, sql: string, copies: readonly CopyData[] = []): Promise<Rows> {
  return new Promise((resolve, reject) => {
    client.query(new Script(sql, copies, resolve, reject))
  })
}
