import zlib from 'node:zlib'
import { compressionsAlgorithms } from '@platformatic/kafka'
import { decompressLz4 } from './lz4'
import { WireCursor } from './wire-cursor'

const XERIAL_MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00])

/**
 * Unpacks the records of a batch by its compression bits (0 none, 1 gzip, 2 snappy, 3 lz4, 4 zstd). Throws when the result would
 * be larger than `maxBytes`, before that memory is taken: a few kilobytes of any of these can stand for gigabytes.
 */
export function decompress(codec: number, input: Buffer, maxBytes: number): Buffer {
  switch (codec) {
    case 0:
      return input
    case 1:
      return zlib.gunzipSync(input, { maxOutputLength: maxBytes })
    case 2:
      return decompressSnappy(input, maxBytes)
    case 3:
      return decompressLz4(input, maxBytes)
    case 4:
      return zlib.zstdDecompressSync(input, { maxOutputLength: maxBytes })
    default:
      throw new Error(`compression ${codec} is unknown`)
  }
}

// Java writes xerial's framing (chunks with a length each), others plain snappy. Each chunk begins with its unpacked length.
function decompressSnappy(input: Buffer, maxBytes: number): Buffer {
  if (!input.subarray(0, 8).equals(XERIAL_MAGIC)) return snappyChunk(input, maxBytes)
  const chunks: Buffer[] = []
  let left = maxBytes
  for (let at = 16; at + 4 <= input.length;) {
    const length = input.readUInt32BE(at)
    const chunk = snappyChunk(input.subarray(at + 4, at + 4 + length), left)
    left -= chunk.length
    chunks.push(chunk)
    at += 4 + length
  }
  return Buffer.concat(chunks)
}

function snappyChunk(chunk: Buffer, maxBytes: number): Buffer {
  if (new WireCursor(chunk).unsigned() > maxBytes)
    throw new RangeError(`the data unpacks to more than ${maxBytes} bytes`)
  return Buffer.from(compressionsAlgorithms.snappy.decompressSync(chunk))
}
