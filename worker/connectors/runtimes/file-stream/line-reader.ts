// Reads the lines of a file that grows, is cut short or replaced. A line counts when its end has come: \n, \r or \r\n.
import { createHash } from 'node:crypto'
import { type FileHandle, stat } from 'node:fs/promises'
import { TaskFailure } from '../../runtime'
import { locateFile, openFile } from './open-file'

/** How far a file was read, and by what its beginning is known again: another file may have its name since. */
export type FilePosition = { position: number; fingerprint: string | null }
export type ReadLines = { lines: string[]; at: FilePosition }

const CHUNK_BYTES = 256 * 1024
const LONGEST_LINE = 16 * 1024 * 1024
const FINGERPRINT_BYTES = 256
const NEWLINE = 10
const RETURN = 13

export class LineReader {
  private handle: FileHandle | null = null
  private inode = 0
  private pending: Buffer = Buffer.alloc(0)
  /** How many of its first bytes the fingerprint is of. */
  private fingerprinted: number
  private wasAtEnd = false

  constructor(
    private readonly name: string,
    /** Of the first byte that is not in a line that was given. */
    private position: number,
    private fingerprint: string | null,
    private readonly warn: (message: string) => void,
  ) {
    this.fingerprinted = Math.min(position, FINGERPRINT_BYTES)
  }

  get isOpen(): boolean {
    return this.handle !== null
  }

  /** The next lines; null while there are none. */
  async read(most: number): Promise<ReadLines | null> {
    const handle = (this.handle ??= await this.open())
    if (handle === null) return null
    for (;;) {
      const lines = this.take(most, false)
      if (lines.length > 0) return this.given(handle, lines)
      if (await this.fill(handle)) continue
      return this.atEnd(handle)
    }
  }

  async close(): Promise<void> {
    await this.handle?.close()
    this.handle = null
  }

  private async open(): Promise<FileHandle | null> {
    const handle = await openFile(this.name, 'read')
    if (handle === null) return null
    const { ino, size } = await handle.stat()
    this.inode = ino
    this.pending = Buffer.alloc(0)
    if (this.position > size) this.restart('is shorter than what was read of it')
    else if (!(await this.isSame(handle))) this.restart('is another file now')
    return handle
  }

  private restart(why: string): void {
    this.warn(`"${this.name}" ${why}: it is read from its start.`)
    this.position = 0
    this.fingerprint = null
    this.fingerprinted = 0
    this.wasAtEnd = false
    this.pending = Buffer.alloc(0)
  }

  private async given(handle: FileHandle, lines: string[]): Promise<ReadLines> {
    const length = Math.min(this.position, FINGERPRINT_BYTES)
    if (this.fingerprint === null || this.fingerprinted !== length)
      this.fingerprint = await fingerprintOf(handle, length)
    this.fingerprinted = length
    return { lines, at: { position: this.position, fingerprint: this.fingerprint } }
  }

  private async fill(handle: FileHandle): Promise<boolean> {
    if (this.pending.length > LONGEST_LINE)
      throw new TaskFailure(
        `"${this.name}" has a line of more than ${LONGEST_LINE / 1024 / 1024} MB at byte ${this.position}.`,
      )
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
    const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, this.position + this.pending.length)
    if (bytesRead === 0) {
      this.wasAtEnd = true
      return false
    }
    // Cut short and filled again between two looks.
    if (this.wasAtEnd && !(await this.isSame(handle))) {
      this.restart('was written anew')
      return true
    }
    this.wasAtEnd = false
    const fresh = chunk.subarray(0, bytesRead)
    this.pending = this.pending.length === 0 ? fresh : Buffer.concat([this.pending, fresh])
    return true
  }

  /** Nothing more is in the file: it waits for more, was cut short, or has a successor. */
  private async atEnd(handle: FileHandle): Promise<ReadLines | null> {
    const { size } = await handle.stat()
    if (size < this.position) {
      this.restart('was cut short')
      return null
    }
    const now = await stat(await locateFile(this.name)).catch(() => null)
    if (now !== null && now.ino === this.inode) {
      if (size < this.position + this.pending.length) this.pending = Buffer.alloc(0)
      return null
    }
    // Moved away: nobody ends its last line any more.
    const lines = this.take(Number.MAX_SAFE_INTEGER, true)
    const given = lines.length > 0 ? await this.given(handle, lines) : null
    if (now !== null) {
      await this.close()
      this.restart('was replaced')
    }
    return given
  }

  private async isSame(handle: FileHandle): Promise<boolean> {
    return this.fingerprint === null || (await fingerprintOf(handle, this.fingerprinted)) === this.fingerprint
  }

  private take(most: number, isWhole: boolean): string[] {
    const { pending } = this
    const lines: string[] = []
    let start = 0
    for (let at = 0; at < pending.length && lines.length < most; at++) {
      const byte = pending[at]
      if (byte !== NEWLINE && byte !== RETURN) continue
      // After a \r there may be a \n yet to come.
      if (byte === RETURN && at + 1 === pending.length && !isWhole) break
      lines.push(pending.toString('utf8', start, at))
      if (byte === RETURN && pending[at + 1] === NEWLINE) at++
      start = at + 1
    }
    if (isWhole && start < pending.length) {
      lines.push(pending.toString('utf8', start))
      start = pending.length
    }
    this.position += start
    this.pending = pending.subarray(start)
    return lines
  }
}

async function fingerprintOf(handle: FileHandle, length: number): Promise<string | null> {
  if (length === 0) return null
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0)
  return createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex').slice(0, 16)
}
