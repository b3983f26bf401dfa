import { SerdesError, truncated } from '@/lib/serdes/serdes-error'
import { ValueBudget } from '@/lib/serdes/value-budget'

const maxDepth = 1000

/** Reads Avro's binary primitives. https://avro.apache.org/docs/1.12.0/specification/#binary-encoding */
export class AvroCursor {
  private readonly bytes: Buffer
  private readonly end: number
  private depth = 0
  /** Items that take no byte (null) cannot fill the memory. */
  private itemsLeft: number
  private readonly budget: ValueBudget
  position: number

  constructor(bytes: Buffer, offset: number) {
    this.bytes = bytes
    this.position = offset
    this.end = bytes.length
    this.itemsLeft = bytes.length + 65_536
    this.budget = new ValueBudget(bytes.length)
  }

  byte(): number {
    const byte = this.bytes[this.position++]
    if (byte === undefined) throw truncated()
    return byte
  }

  boolean(): boolean {
    return this.byte() === 1
  }

  int(): number {
    const value = this.long()
    if (typeof value === 'number' && value >= -0x80000000 && value <= 0x7fffffff) return value
    throw new SerdesError('undecodable', `${value} is not an int of 32 bits.`)
  }

  /** A number where it is exact, else a bigint. */
  long(): number | bigint {
    const { bytes } = this
    let at = this.position
    let byte = bytes[at++]
    if (byte === undefined) throw truncated()
    if (byte < 0x80) {
      this.position = at
      return (byte >>> 1) ^ -(byte & 1)
    }
    let low = byte & 0x7f
    for (let shift = 7; shift < 28; shift += 7) {
      byte = bytes[at++]
      if (byte === undefined) throw truncated()
      low |= (byte & 0x7f) << shift
      if (byte < 0x80) {
        this.position = at
        return (low >>> 1) ^ -(low & 1)
      }
    }
    this.position = at
    return this.restOfLong(low)
  }

  private restOfLong(low: number): number | bigint {
    let middle = 0
    let byte = 0x80
    for (let shift = 0; shift < 28 && byte >= 0x80; shift += 7) {
      byte = this.byte()
      middle |= (byte & 0x7f) << shift
    }
    let high = 0
    for (let shift = 0; byte >= 0x80; shift += 7) {
      if (shift > 7) throw new SerdesError('undecodable', 'A long is longer than 64 bits.')
      byte = this.byte()
      high |= (byte & 0x7f) << shift
    }
    if (high === 0 && middle < 0x2000000) {
      const raw = middle * 0x10000000 + low
      return raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2
    }
    const raw = (BigInt(high) << 56n) | (BigInt(middle) << 28n) | BigInt(low)
    const value = BigInt.asIntN(64, (raw >> 1n) ^ -(raw & 1n))
    const asNumber = Number(value)
    return Number.isSafeInteger(asNumber) ? asNumber : value
  }

  float(): number {
    const at = this.skip(4)
    return this.bytes.readFloatLE(at)
  }

  double(): number {
    const at = this.skip(8)
    return this.bytes.readDoubleLE(at)
  }

  fixed(size: number): Buffer {
    const at = this.skip(size)
    return this.bytes.subarray(at, at + size)
  }

  binary(): Buffer {
    return this.fixed(this.length())
  }

  text(): string {
    const size = this.length()
    const at = this.skip(size)
    if (size > 24) return this.bytes.toString('utf8', at, at + size)
    // Calling into the runtime costs more than short ASCII text does.
    let text = ''
    for (let index = at; index < at + size; index++) {
      const byte = this.bytes[index] ?? 0
      if (byte >= 0x80) return this.bytes.toString('utf8', at, at + size)
      text += String.fromCharCode(byte)
    }
    return text
  }

  /** The number of items in the next block of an array or a map; 0 ends it. */
  blockCount(): number {
    let count = this.long()
    if (count === 0) return 0
    if (count < 0) {
      // Then the block's size in bytes follows, for those who skip it.
      this.long()
      count = -count
    }
    this.itemsLeft -= Number(count)
    if (this.itemsLeft < 0) throw truncated()
    return Number(count)
  }

  /** Around what may hold itself: a hostile payload cannot exhaust the stack. */
  enter(fields: number): void {
    this.budget.take(fields)
    if (++this.depth > maxDepth)
      throw new SerdesError('undecodable', `Records nested deeper than ${maxDepth} levels.`)
  }

  leave(): void {
    this.depth--
  }

  private length(): number {
    const size = this.long()
    if (typeof size === 'bigint' || size < 0)
      throw new SerdesError('undecodable', `A length of ${size} bytes.`)
    return size
  }

  private skip(size: number): number {
    const at = this.position
    if (at + size > this.end) throw truncated()
    this.position = at + size
    return at
  }
}
