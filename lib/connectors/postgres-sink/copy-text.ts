// Rows in the text form of PostgreSQL's COPY, written into one growing buffer: no object per row or field. Pure.
// https://www.postgresql.org/docs/current/sql-copy.html
import { DataError } from '@/lib/connectors/data/record'

const BACKSLASH = 0x5c
const TAB = 0x09
const NEWLINE = 0x0a
const RETURN = 0x0d
/** Below this, a loop beats a call into the runtime. */
const SHORT = 48

const needsEscape = /[\\\n\r\t\0]/
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

export const zeroCharacter = (): DataError =>
  new DataError('The text holds the character U+0000, which PostgreSQL cannot store.')

export class CopyText {
  bytes: Buffer
  length = 0

  constructor(size = 65_536) {
    this.bytes = Buffer.allocUnsafeSlow(size)
  }

  reserve(size: number): void {
    const needed = this.length + size
    if (needed <= this.bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2))
    this.bytes.copy(larger, 0, 0, this.length)
    this.bytes = larger
  }

  nextField(): void {
    this.reserve(1)
    this.bytes[this.length++] = TAB
  }

  endRow(): void {
    this.reserve(1)
    this.bytes[this.length++] = NEWLINE
  }

  null(): void {
    this.reserve(2)
    this.bytes[this.length++] = BACKSLASH
    this.bytes[this.length++] = 0x4e
  }

  /** ASCII that needs no escape. */
  plain(text: string): void {
    this.reserve(text.length)
    const { bytes } = this
    let at = this.length
    for (let index = 0; index < text.length; index++) bytes[at++] = text.charCodeAt(index)
    this.length = at
  }

  integer(value: number): void {
    if (value < 0 || value > 0x7fffffff || !Number.isInteger(value)) return this.plain(String(value))
    this.reserve(10)
    const { bytes } = this
    let size = 1
    for (let rest = value; rest >= 10; rest = (rest / 10) | 0) size++
    let at = this.length + size
    this.length = at
    let rest = value | 0
    do {
      const tenth = (rest / 10) | 0
      bytes[--at] = 48 + rest - tenth * 10
      rest = tenth
    } while (rest > 0)
  }

  /** @throws DataError for U+0000. */
  text(text: string): void {
    const size = text.length
    if (size <= SHORT) {
      this.reserve(size)
      const { bytes } = this
      let at = this.length
      let index = 0
      for (; index < size; index++) {
        const code = text.charCodeAt(index)
        if (code >= 0x80 || code === BACKSLASH || code < 0x20) break
        bytes[at++] = code
      }
      if (index === size) {
        this.length = at
        return
      }
    }
    const escaped = needsEscape.test(text) ? escapeText(text) : text
    this.reserve(escaped.length * 3)
    this.length += this.bytes.write(escaped, this.length, 'utf8')
  }

  /** UTF-8 that may need escapes. @throws DataError for U+0000. */
  escaped(from: Uint8Array, start: number, end: number): void {
    this.reserve((end - start) * 2)
    const { bytes } = this
    let at = this.length
    for (let index = start; index < end; index++) {
      const byte = from[index] ?? 0
      if (byte > BACKSLASH || (byte >= 0x20 && byte !== BACKSLASH)) {
        bytes[at++] = byte
        continue
      }
      const escape = escapeOf(byte)
      if (escape !== 0) bytes[at++] = BACKSLASH
      bytes[at++] = escape === 0 ? byte : escape
    }
    this.length = at
  }

  /** Bytes that need no escapes. */
  verbatim(from: Buffer, start: number, end: number): void {
    const size = end - start
    this.reserve(size)
    const { bytes } = this
    let at = this.length
    this.length = at + size
    if (size > SHORT) {
      from.copy(bytes, at, start, end)
      return
    }
    for (let index = start; index < end; index++) bytes[at++] = from[index] ?? 0
  }

  /** As bytea reads it. */
  hex(value: Buffer): void {
    this.plain('\\\\x')
    this.reserve(value.length * 2)
    this.length += this.bytes.write(value.toString('hex'), this.length, 'latin1')
  }

  slice(start: number): string {
    return this.bytes.toString('latin1', start, this.length)
  }
}

function escapeOf(byte: number): number {
  switch (byte) {
    case BACKSLASH:
      return BACKSLASH
    case NEWLINE:
      return 0x6e
    case RETURN:
      return 0x72
    case TAB:
      return 0x74
    case 0:
      throw zeroCharacter()
    default:
      return 0
  }
}

function escapeText(text: string): string {
  if (text.includes('\0')) throw zeroCharacter()
  return text.replace(/[\\\n\r\t]/g, (one) => escapes[one] ?? one)
}
