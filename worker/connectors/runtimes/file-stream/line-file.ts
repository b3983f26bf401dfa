// Appends lines to a file. Beside it lies how long it was when all of it was whole: after a kill in the middle of a write the line
// that was cut off is taken away, and its record comes again. What others wrote is never touched.
import { constants } from 'node:fs'
import { type FileHandle, open, rename, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import { explained, locateFile, openFile } from './open-file'

const NEWLINE = 10
const TAIL_BYTES = 64 * 1024

export class LineFile {
  private handle: FileHandle | null = null
  private inode = 0
  private size = 0

  /** `owner` names the writer: `lcc-abc-0`. */
  constructor(
    private readonly name: string,
    private readonly owner: string,
  ) {}

  /** Resolves when the lines, each with its end, are on the disk. */
  async append(lines: Buffer): Promise<void> {
    if (lines.length === 0) return
    try {
      const handle = await this.opened()
      let written = 0
      while (written < lines.length)
        written += (await handle.write(lines, written, lines.length - written)).bytesWritten
      await handle.datasync()
      this.size = (await handle.stat()).size
      await this.remember()
    } catch (error) {
      await this.close()
      throw explained(error, this.name)
    }
  }

  async close(): Promise<void> {
    const { handle } = this
    this.handle = null
    await handle?.close().catch(() => undefined)
  }

  /** The file, opened anew when it was moved away. */
  async opened(): Promise<FileHandle> {
    if (this.handle !== null) {
      const now = await stat(await locateFile(this.name)).catch(() => null)
      if (now?.ino === this.inode) return this.handle
      await this.close()
    }
    const handle = await openFile(this.name, 'append')
    if (handle === null) throw new Error(`"${this.name}" cannot be made`)
    this.handle = handle
    const { ino, size } = await handle.stat()
    this.inode = ino
    this.size = size
    await this.mend(handle)
    return handle
  }

  private async mend(handle: FileHandle): Promise<void> {
    const whole = await this.recall()
    const end = await wholeLines(handle, this.size)
    if (end === this.size) return
    // Only what came after the last whole write of this writer is its own.
    if (whole !== null && this.size > whole) {
      this.size = Math.max(end, whole)
      await handle.truncate(this.size)
    }
    if ((await wholeLines(handle, this.size)) !== this.size) await handle.write('\n')
  }

  private async memory(): Promise<string> {
    const file = await locateFile(this.name)
    return path.join(path.dirname(file), `.${path.basename(file)}.${this.owner}`)
  }

  private async remember(): Promise<void> {
    const memory = await this.memory()
    const fresh = `${memory}.new`
    await unlink(fresh).catch(() => undefined)
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
    const handle = await open(fresh, flags, 0o640)
    try {
      await handle.writeFile(JSON.stringify({ inode: this.inode, size: this.size }))
    } finally {
      await handle.close()
    }
    await rename(fresh, memory)
  }

  private async recall(): Promise<number | null> {
    try {
      const handle = await open(await this.memory(), constants.O_RDONLY | constants.O_NOFOLLOW)
      try {
        const { inode, size } = JSON.parse(await handle.readFile('utf8')) as {
          inode?: unknown
          size?: unknown
        }
        return inode === this.inode && typeof size === 'number' ? size : null
      } finally {
        await handle.close()
      }
    } catch {
      return null
    }
  }
}

/** The size without a last line that has no end. */
async function wholeLines(handle: FileHandle, size: number): Promise<number> {
  for (let end = size; end > 0;) {
    const length = Math.min(TAIL_BYTES, end)
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, end - length)
    const at = buffer.lastIndexOf(NEWLINE)
    if (at >= 0) return end - length + at + 1
    end -= length
  }
  return 0
}
