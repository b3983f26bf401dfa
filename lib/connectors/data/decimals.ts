// Decimals with all their digits, as Java's BigDecimal reads, prints and converts them.
import { bigIntToBytes, bytesToBigInt } from '@/lib/serdes/decimal'
import type { ConnectSchema, Decimal } from './schema'

/** What no exponent of a hostile text may pass: 10^n of it would fill the memory. */
const maxShift = 100_000

const shape = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,10}))?$/

/** Null: no number. */
export function parseDecimal(text: string): Decimal | null {
  const match = shape.exec(text)
  if (match === null) return null
  const [, sign = '', whole = '', behind, alone, exponent = '0'] = match
  const fraction = behind ?? alone ?? ''
  const scale = fraction.length - Number(exponent)
  if (scale > 0x7fffffff || scale < -0x80000000) return null
  const unscaled = BigInt(whole + fraction)
  return { unscaled: sign === '-' ? -unscaled : unscaled, scale }
}

const digitsOf = (unscaled: bigint): string => String(unscaled < 0n ? -unscaled : unscaled)

/** With an exponent where Java uses one: a negative scale, or more than six zeros behind the point. */
export function decimalText(decimal: Decimal): string {
  const { unscaled, scale } = decimal
  const digits = digitsOf(unscaled)
  const exponent = digits.length - 1 - scale
  if (scale >= 0 && exponent >= -6) return plainDecimalText(decimal)
  const point = digits.length > 1 ? `${digits.charAt(0)}.${digits.slice(1)}` : digits
  const power = exponent === 0 ? '' : `E${exponent > 0 ? '+' : ''}${exponent}`
  return `${unscaled < 0n ? '-' : ''}${point}${power}`
}

/** Without an exponent. */
export function plainDecimalText({ unscaled, scale }: Decimal): string {
  const sign = unscaled < 0n ? '-' : ''
  const digits = digitsOf(unscaled)
  if (scale <= 0) return unscaled === 0n ? '0' : `${sign}${digits}${'0'.repeat(Math.min(-scale, maxShift))}`
  const padded = digits.padStart(scale + 1, '0')
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`
}

export const decimalToNumber = ({ unscaled, scale }: Decimal): number => Number(`${unscaled}e${-scale}`)

/** Toward zero, as BigDecimal.toBigInteger. */
export function decimalToBigInt({ unscaled, scale }: Decimal): bigint {
  if (scale === 0 || unscaled === 0n) return unscaled
  if (scale > 0) return scale > digitsOf(unscaled).length ? 0n : unscaled / 10n ** BigInt(scale)
  return unscaled * 10n ** BigInt(Math.min(-scale, maxShift))
}

/** Null: it has a fraction, or more than `digits` digits. */
export function exactBigInt(decimal: Decimal, digits = 19): bigint | null {
  const { unscaled, scale } = decimal
  if (unscaled === 0n) return 0n
  const text = digitsOf(unscaled)
  if (text.length - scale > digits) return null
  if (scale > 0 && (scale >= text.length || /[1-9]/.test(text.slice(-scale)))) return null
  return decimalToBigInt(decimal)
}

/** BigDecimal.valueOf of a double: the digits that it prints with, one of them behind the point at least. */
export function decimalOfNumber(value: number): Decimal {
  const decimal = parseDecimal(String(value))
  if (decimal === null) return { unscaled: 0n, scale: 0 }
  return decimal.scale > 0 ? decimal : (rescale(decimal, 1) ?? decimal)
}

/** The same number with another scale. Null: digits would be lost. */
export function rescale(decimal: Decimal, scale: number): Decimal | null {
  const shift = scale - decimal.scale
  if (shift === 0) return decimal
  if (Math.abs(shift) > maxShift) return null
  const power = 10n ** BigInt(Math.abs(shift))
  if (shift > 0) return { unscaled: decimal.unscaled * power, scale }
  return decimal.unscaled % power === 0n ? { unscaled: decimal.unscaled / power, scale } : null
}

/** Of a schema with the logical name Decimal. */
export const scaleOf = (schema: ConnectSchema): number => Number(schema.parameters?.['scale'] ?? 0)

export const decimalToBytes = ({ unscaled }: Decimal): Buffer => bigIntToBytes(unscaled) ?? Buffer.alloc(1)

export const decimalOfBytes = (bytes: Uint8Array, scale: number): Decimal => ({
  unscaled: bytesToBigInt(bytes),
  scale,
})
