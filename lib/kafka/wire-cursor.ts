/** Reads Kafka's wire types from a buffer, moving forward. Offsets and times are numbers: Kafka's are below 2^53 in practice. */
export class WireCursor {
  readonly bytes: Buffer
  at: number

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes
    this.at = at
  }

  int8(): number {
    return this.bytes.readInt8(this.at++)
  }

  int16(): number {
    return this.bytes.readInt16BE((this.at += 2) - 2)
  }

  int32(): number {
    return this.bytes.readInt32BE((this.at += 4) - 4)
  }

  int64(): number {
    return this.int32() * 0x1_0000_0000 + this.bytes.readUInt32BE((this.at += 4) - 4)
  }

  bigInt64(): bigint {
    return this.bytes.readBigInt64BE((this.at += 8) - 8)
  }

  /** Unsigned varint, up to 64 bits. */
  unsigned(): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.bytes[this.at++]
      if (byte === undefined) throw new RangeError('the data ends inside a number')
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
      scale *= 128
    }
  }

  /** Zigzag varint or varlong, as records use. */
  signed(): number {
    const value = this.unsigned()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  take(length: number): Buffer {
    if (this.at + length > this.bytes.length) throw new RangeError('the data ends too early')
    return this.bytes.subarray(this.at, (this.at += length))
  }

  /** Bytes with a zigzag length, null when it is negative: keys, values and headers of records. */
  recordBytes(): Buffer | null {
    const length = this.signed()
    return length < 0 ? null : this.take(length)
  }

  compactString(): string {
    return this.take(Math.max(0, this.unsigned() - 1)).toString('utf8')
  }

  /** The length of a compact array; -1 when it is null. */
  compactLength(): number {
    return this.unsigned() - 1
  }

  skipTaggedFields(): void {
    for (let count = this.unsigned(); count > 0; count--) {
      this.unsigned()
      this.at += this.unsigned()
    }
  }
}
