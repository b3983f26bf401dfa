const largestDoubled = Math.floor(Number.MAX_SAFE_INTEGER / 2)

/** Bytes that grow while Avro's primitives are written into them. */
export class AvroBuffer {
  private store = Buffer.allocUnsafe(256)
  /** Set it back to take away what was written after. */
  length = 0

  bytes(): Buffer {
    return Buffer.from(this.store.subarray(0, this.length))
  }

  byte(value: number): void {
    this.room(1)
    this.store[this.length++] = value
  }

  long(value: number | bigint): void {
    if (typeof value === 'bigint' || value > largestDoubled || value < -largestDoubled)
      return this.bigLong(BigInt(value))
    this.varint(value < 0 ? -2 * value - 1 : 2 * value)
  }

  /** A whole number from 0 to 2^53, as Protobuf writes them too. */
  varint(value: number): void {
    this.room(10)
    let rest = value
    for (; rest > 0xffffffff; rest = Math.floor(rest / 128)) this.store[this.length++] = (rest % 128) | 0x80
    for (; rest >= 0x80; rest >>>= 7) this.store[this.length++] = (rest & 0x7f) | 0x80
    this.store[this.length++] = rest
  }

  private bigLong(value: bigint): void {
    this.room(10)
    let rest = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))
    for (; rest >= 0x80n; rest >>= 7n) this.store[this.length++] = Number(rest & 0x7fn) | 0x80
    this.store[this.length++] = Number(rest)
  }

  float(value: number): void {
    this.room(4)
    this.length = this.store.writeFloatLE(value, this.length)
  }

  double(value: number): void {
    this.room(8)
    this.length = this.store.writeDoubleLE(value, this.length)
  }

  text(value: string): void {
    const size = Buffer.byteLength(value)
    this.long(size)
    this.room(size)
    this.length += this.store.write(value, this.length)
  }

  raw(value: Uint8Array): void {
    this.room(value.length)
    this.store.set(value, this.length)
    this.length += value.length
  }

  /** The length of what follows: of bytes, or of the block of an array or map that has any item. */
  count(value: number): void {
    this.long(value)
  }

  /** After the items of an array or map of `count`; an empty one has its end already. */
  end(count: number): void {
    if (count > 0) this.long(0)
  }

  private room(size: number): void {
    if (this.length + size <= this.store.length) return
    const bigger = Buffer.allocUnsafe(Math.max(this.store.length * 2, this.length + size))
    this.store.copy(bigger, 0, 0, this.length)
    this.store = bigger
  }
}
