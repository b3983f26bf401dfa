// Cuts concatenated JSON objects out of a byte stream, of which it holds no more than the one that is not complete yet.

export type CutRecord =
  | { kind: 'record'; text: string }
  /** It was read over: what follows is cut as if nothing had been. */
  | { kind: 'too-large' }
  /** Here no object begins or the text ends within one: what follows cannot be told apart any more. */
  | { kind: 'malformed' }

const [open, close, openList, closeList, quote, backslash] = [...'{}[]"\\'].map((char) => char.charCodeAt(0))
const spaces = new Set([...' \n\r\t'].map((char) => char.charCodeAt(0)))

export class JsonRecords {
  readonly #limit: number
  #parts: Uint8Array[] = []
  #size = 0
  #depth = 0
  #isInText = false
  #isEscaped = false
  #isBroken = false

  constructor(limitBytes: number) {
    this.#limit = limitBytes
  }

  /** What `chunk` completes. */
  push(chunk: Uint8Array): CutRecord[] {
    const found: CutRecord[] = []
    let start = this.#depth > 0 ? 0 : -1
    for (let at = 0; at < chunk.length && !this.#isBroken; at++) {
      const byte = chunk[at]
      if (byte === undefined) break
      if (this.#depth === 0) {
        if (spaces.has(byte)) continue
        if (byte !== open) {
          this.#isBroken = true
          found.push({ kind: 'malformed' })
          break
        }
        start = at
      }
      if (!this.#ends(byte)) continue
      this.#keep(chunk.subarray(start, at + 1))
      found.push(this.#take())
      start = -1
    }
    // The chunk's memory is not ours, and a few bytes of it must not hold the rest.
    if (start >= 0 && !this.#isBroken) this.#keep(chunk.slice(start))
    return found
  }

  /** The stream has ended. */
  end(): CutRecord[] {
    return this.#depth > 0 && !this.#isBroken ? [{ kind: 'malformed' }] : []
  }

  /** Whether this byte closes the object that is open. */
  #ends(byte: number): boolean {
    if (this.#isInText) {
      if (this.#isEscaped) this.#isEscaped = false
      else if (byte === backslash) this.#isEscaped = true
      else if (byte === quote) this.#isInText = false
      return false
    }
    if (byte === quote) this.#isInText = true
    else if (byte === open || byte === openList) this.#depth++
    else if (byte === close || byte === closeList) return --this.#depth === 0
    return false
  }

  #keep(bytes: Uint8Array): void {
    this.#size += bytes.length
    if (this.#size > this.#limit) this.#parts = []
    else this.#parts.push(bytes)
  }

  #take(): CutRecord {
    const isTooLarge = this.#size > this.#limit
    const text = isTooLarge ? '' : Buffer.concat(this.#parts).toString('utf8')
    this.#parts = []
    this.#size = 0
    return isTooLarge ? { kind: 'too-large' } : { kind: 'record', text }
  }
}
