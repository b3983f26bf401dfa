// Numbers as Java narrows and reads them.
import { decimalToBigInt, decimalToNumber } from '../data/decimals'
import type { Decimal } from '../data/schema'

export type JavaNumber = number | bigint | Decimal
/** Numbers without a schema and INT… are integers in Java, FLOAT… are not. */
export type NumberKind = 'integer' | 'floating'

const LONG_MIN = -(2n ** 63n)
const LONG_MAX = 2n ** 63n - 1n

/** A long as the data model has it. */
export const longOf = (value: bigint): number | bigint => {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/** (long) of a floating number: towards zero, saturating. */
const truncated = (value: number): bigint => {
  if (Number.isNaN(value)) return 0n
  if (value >= 2 ** 63) return LONG_MAX
  return value <= -(2 ** 63) ? LONG_MIN : BigInt(Math.trunc(value))
}

export function toLong(value: JavaNumber): number | bigint {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value + 0 : longOf(truncated(value))
  return longOf(BigInt.asIntN(64, typeof value === 'bigint' ? value : decimalToBigInt(value)))
}

/** Floating numbers saturate, all others wrap. */
export function toInt(value: JavaNumber, kind: NumberKind): number {
  if (typeof value === 'number') {
    if (kind === 'integer') return value | 0
    if (Number.isNaN(value)) return 0
    return Math.trunc(Math.min(Math.max(value, -(2 ** 31)), 2 ** 31 - 1)) | 0
  }
  const whole = typeof value === 'bigint' ? value : decimalToBigInt(value)
  return Number(BigInt.asIntN(32, whole))
}

export const toShort = (value: JavaNumber, kind: NumberKind): number => (toInt(value, kind) << 16) >> 16
export const toByte = (value: JavaNumber, kind: NumberKind): number => (toInt(value, kind) << 24) >> 24

export function toDouble(value: JavaNumber): number {
  if (typeof value === 'number') return value
  return typeof value === 'bigint' ? Number(value) : decimalToNumber(value)
}

export const toFloat = (value: JavaNumber): number => Math.fround(toDouble(value))

/** Java's NumberFormatException. */
export class NumberFormatError extends Error {}

/** Byte.parseByte, Short.parseShort, Integer.parseInt, Long.parseLong. @throws NumberFormatError */
export function parseInteger(text: string, bits: 8 | 16 | 32 | 64): number | bigint {
  if (!/^[+-]?\d{1,400}$/.test(text)) throw new NumberFormatError()
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text)
  if (BigInt.asIntN(bits, value) !== value) throw new NumberFormatError()
  return longOf(value)
}

const decimalShape = /^([+-]?)(NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?)$/
const hexShape = /^([+-]?)0[xX](?:([0-9a-fA-F]+)\.?|([0-9a-fA-F]*)\.([0-9a-fA-F]+))[pP]([+-]?\d+)[fFdD]?$/

/** Double.parseDouble. @throws NumberFormatError */
export function parseDouble(given: string): number {
  const text = given.replace(/^[\0- ]+|[\0- ]+$/g, '')
  const hex = hexShape.exec(text)
  if (hex) {
    const [, sign = '', whole = '', left = '', right = '', exponent = '0'] = hex
    const mantissa = Number.parseInt(whole + left + right || '0', 16)
    const value = mantissa * 2 ** (Number(exponent) - 4 * right.length)
    return sign === '-' ? -value : value
  }
  const match = decimalShape.exec(text)
  if (!match) throw new NumberFormatError()
  const [, sign = '', digits = ''] = match
  const value = digits === 'Infinity' ? Infinity : Number(digits.replace(/[fFdD]$/, ''))
  return sign === '-' ? -value : value
}
