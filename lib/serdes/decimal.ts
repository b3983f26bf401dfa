/** Two's complement, big endian, as Avro's and Connect's decimals are. */
export function bytesToBigInt(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n
  const hex = Buffer.from(bytes).toString('hex')
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex}`))
}

/** The shortest form, or exactly `size` bytes. Null: it does not fit into `size`. */
export function bigIntToBytes(value: bigint, size?: number): Buffer | null {
  let length = size ?? 1
  if (size === undefined) while (BigInt.asIntN(length * 8, value) !== value) length++
  if (length === 0 || BigInt.asIntN(length * 8, value) !== value) return null
  const hex = BigInt.asUintN(length * 8, value).toString(16)
  return Buffer.from(hex.padStart(length * 2, '0'), 'hex')
}

/** 12345, scale 2 → "123.45". */
export function unscaledToText(unscaled: bigint, scale: number): string {
  const sign = unscaled < 0n ? '-' : ''
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0')
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** "123.45", scale 2 → 12345. Null: no decimal number, or more digits behind the point than the scale has. */
export function textToUnscaled(text: string, scale: number): bigint | null {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text.trim())
  if (!match) return null
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const shift = scale - fraction.length + Number(exponent)
  const digits = whole + fraction
  if (shift < 0 && /[1-9]/.test(digits.slice(shift))) return null
  const unscaled = BigInt(shift < 0 ? digits.slice(0, shift) || '0' : digits + '0'.repeat(shift))
  return sign === '-' ? -unscaled : unscaled
}
