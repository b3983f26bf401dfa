// LZ4 frames (the format of Kafka's lz4 batches) with a bound on the output, which no library in use here has.
// Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
const MAGIC = 0x184d2204

/** Throws RangeError when the output would be larger than `maxBytes`. Checksums are not verified: the batch's CRC covers them. */
export function decompressLz4(input: Buffer, maxBytes: number): Buffer {
  if (input.length < 7 || input.readUInt32LE(0) !== MAGIC) throw new Error('this is not an LZ4 frame')
  const flags = input.readUInt8(4)
  const hasBlockChecksum = (flags & 0x10) !== 0
  const hasContentSize = (flags & 0x08) !== 0
  const hasDictionary = (flags & 0x01) !== 0
  let at = 7 + (hasContentSize ? 8 : 0) + (hasDictionary ? 4 : 0)
  const output = new GrowingOutput(Math.min(maxBytes, Math.max(65_536, input.length * 4)), maxBytes)
  while (at + 4 <= input.length) {
    const header = input.readUInt32LE(at)
    at += 4
    if (header === 0) break
    const length = header & 0x7fff_ffff
    const block = input.subarray(at, at + length)
    if (header >= 0x8000_0000) output.copyFrom(block, 0, length)
    else decodeBlock(block, output)
    at += length + (hasBlockChecksum ? 4 : 0)
  }
  return output.bytes.subarray(0, output.length)
}

function decodeBlock(block: Buffer, output: GrowingOutput): void {
  let at = 0
  const lengthFrom = (nibble: number): number => {
    let length = nibble
    if (nibble === 15)
      for (let byte = 255; byte === 255;) {
        byte = block[at++] ?? 0
        length += byte
      }
    return length
  }
  while (at < block.length) {
    const token = block[at++] ?? 0
    const literals = lengthFrom(token >> 4)
    output.copyFrom(block, at, literals)
    at += literals
    if (at >= block.length) return
    const distance = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8)
    at += 2
    output.repeat(distance, lengthFrom(token & 15) + 4)
  }
}

class GrowingOutput {
  bytes: Buffer
  length = 0
  readonly #maxBytes: number

  constructor(size: number, maxBytes: number) {
    this.bytes = Buffer.allocUnsafe(size)
    this.#maxBytes = maxBytes
  }

  copyFrom(source: Buffer, start: number, length: number): void {
    if (start + length > source.length) throw new Error('the LZ4 block is damaged')
    this.#reserve(length)
    source.copy(this.bytes, this.length, start, start + length)
    this.length += length
  }

  repeat(distance: number, length: number): void {
    if (distance === 0 || distance > this.length) throw new Error('the LZ4 block is damaged')
    this.#reserve(length)
    const { bytes } = this
    const from = this.length - distance
    if (distance >= length) bytes.copyWithin(this.length, from, from + length)
    else for (let i = 0; i < length; i++) bytes[this.length + i] = bytes[from + i] ?? 0
    this.length += length
  }

  #reserve(more: number): void {
    const needed = this.length + more
    if (needed > this.#maxBytes) throw new RangeError(`the data unpacks to more than ${this.#maxBytes} bytes`)
    if (needed <= this.bytes.length) return
    const larger = Buffer.allocUnsafe(Math.min(this.#maxBytes, Math.max(needed, this.bytes.length * 2)))
    this.bytes.copy(larger, 0, 0, this.length)
    this.bytes = larger
  }
}
