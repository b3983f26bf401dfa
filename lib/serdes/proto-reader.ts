import { SerdesError, truncated } from '@/lib/serdes/serdes-error'
import { ValueBudget } from '@/lib/serdes/value-budget'

/** Reads Protobuf's wire types. https://protobuf.dev/programming-guides/encoding/ */
export class ProtoReader {
  private readonly bytes: Buffer
  position: number
  /** Where the message that is read now ends. */
  end: number

  readonly budget: ValueBudget

  constructor(bytes: Buffer, offset: number, budget = new ValueBudget(bytes.length)) {
    this.bytes = bytes
    this.position = offset
    this.end = bytes.length
    this.budget = budget
  }

  get isAtEnd(): boolean {
    return this.position >= this.end
  }

  /** The low 64 bits. */
  varint(): bigint {
    let low = 0
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.byte()
      low |= (byte & 0x7f) << shift
      if (byte < 0x80) return BigInt(low)
    }
    let value = BigInt(low)
    for (let shift = 28n; shift < 70n; shift += 7n) {
      const byte = this.byte()
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return BigInt.asUintN(64, value)
    }
    throw new SerdesError('undecodable', 'A number is longer than 64 bits.')
  }

  /** The low 32 bits, for tags and lengths. */
  uint32(): number {
    return Number(BigInt.asUintN(32, this.varint()))
  }

  fixed32(): Buffer {
    return this.take(4)
  }

  fixed64(): Buffer {
    return this.take(8)
  }

  binary(): Buffer {
    return this.take(this.uint32())
  }

  /** Reads a length and lets `read` see that many bytes only. */
  within<T>(read: () => T): T {
    const size = this.uint32()
    const outer = this.end
    if (this.position + size > outer) throw truncated()
    this.end = this.position + size
    const result = read()
    this.end = outer
    return result
  }

  skip(wireType: number, depth: number): void {
    switch (wireType) {
      case 0:
        this.varint()
        return
      case 1:
        this.take(8)
        return
      case 2:
        this.binary()
        return
      case 3:
        if (depth > 100) throw new SerdesError('undecodable', 'Groups nested deeper than 100 levels.')
        for (let tag = this.uint32(); (tag & 7) !== 4; tag = this.uint32()) this.skip(tag & 7, depth + 1)
        return
      case 5:
        this.take(4)
        return
      default:
        throw new SerdesError('undecodable', `There is no wire type ${wireType}.`)
    }
  }

  private byte(): number {
    const byte = this.position < this.end ? this.bytes[this.position] : undefined
    if (byte === undefined) throw truncated()
    this.position++
    return byte
  }

  private take(size: number): Buffer {
    const at = this.position
    if (at + size > this.end) throw truncated()
    this.position = at + size
    return this.bytes.subarray(at, at + size)
  }
}
