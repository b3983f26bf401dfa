// Writes JSON straight into bytes. Records are slices of one growing buffer, so a batch costs no copies.

const encoder = new TextEncoder()
const DIGIT_0 = 48

/** Bytes of a text that is already JSON. */
export const fragment = (json: string): Uint8Array => encoder.encode(json)

export class RecordTooLargeError extends Error {
  constructor(limit: number) {
    super(
      `A generated record is larger than ${limit} bytes, the largest message that a topic takes by default. ` +
        'Shorten the arrays, maps or strings of the schema.',
    )
    this.name = 'RecordTooLargeError'
  }
}

export class JsonWriter {
  bytes: Uint8Array
  length = 0
  private recordStart = 0
  private readonly scratch = new Uint8Array(24)

  constructor(
    size = 65_536,
    private readonly maxRecordBytes = 1_000_000,
    private readonly allocate: (size: number) => Uint8Array = (bytes) => new Uint8Array(bytes),
  ) {
    this.bytes = allocate(size)
  }

  /** Starts a record: earlier slices stay valid, a new buffer is taken when less than `room` bytes are left. */
  beginRecord(room: number): void {
    if (this.bytes.length - this.length < room) {
      this.bytes = this.allocate(this.bytes.length)
      this.length = 0
    }
    this.recordStart = this.length
  }

  /** Uses the buffer again from its start: records written before are lost. */
  rewind(): void {
    this.length = 0
  }

  reserve(count: number): void {
    if (this.length + count > this.bytes.length) this.grow(count)
  }

  private grow(count: number): void {
    const written = this.length - this.recordStart
    if (written + count > this.maxRecordBytes) throw new RecordTooLargeError(this.maxRecordBytes)
    const larger = this.allocate(Math.max(this.bytes.length, (written + count) * 2))
    larger.set(this.bytes.subarray(this.recordStart, this.length))
    this.bytes = larger
    this.length = written
    this.recordStart = 0
  }

  /** Position of the present record's first byte (it moves when the buffer grows). */
  get start(): number {
    return this.recordStart
  }

  raw(part: Uint8Array): void {
    const size = part.length
    this.reserve(size)
    const { bytes } = this
    let at = this.length
    if (size > 48) {
      bytes.set(part, at)
      this.length = at + size
      return
    }
    for (let i = 0; i < size; i++) bytes[at++] = part[i] as number
    this.length = at
  }

  /** A safe integer. */
  integer(value: number): void {
    this.reserve(20)
    const { bytes, scratch } = this
    let rest = value
    if (rest < 0) {
      bytes[this.length++] = 45
      rest = -rest
    }
    let count = 0
    while (rest > 0x7fff_ffff) {
      const next = Math.floor(rest / 10)
      scratch[count++] = DIGIT_0 + (rest - next * 10)
      rest = next
    }
    do {
      const next = (rest / 10) | 0
      scratch[count++] = DIGIT_0 + (rest - next * 10)
      rest = next
    } while (rest > 0)
    let at = this.length
    while (count > 0) bytes[at++] = scratch[--count] as number
    this.length = at
  }

  /** Text of ASCII characters that needs no escape, as it is. */
  ascii(text: string): void {
    const size = text.length
    this.reserve(size)
    const { bytes } = this
    let at = this.length
    for (let i = 0; i < size; i++) bytes[at++] = text.charCodeAt(i)
    this.length = at
  }

  /** Any text, escaped for the inside of a JSON string. */
  escaped(value: string): void {
    const inside = JSON.stringify(value).slice(1, -1)
    this.reserve(inside.length * 3)
    this.length += encoder.encodeInto(inside, this.bytes.subarray(this.length)).written
  }
}
