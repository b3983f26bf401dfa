// Numbers as Kafka Connect's JSON converter prints them: a floating-point number always shows that it is one.

export const doubleText = (value: number): string => {
  const text = String(value)
  return Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text
}

/** Shortest text that reads back as the same 32-bit float. */
export const floatText = (value: number): string => {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return doubleText(short)
  }
  return doubleText(Number(value.toPrecision(9)))
}

/** Big-endian two's complement of a decimal's unscaled value, as Avro and Connect store it. */
export const decimalBytes = (unscaled: bigint): Uint8Array => {
  let size = 1
  while (BigInt.asIntN(size * 8, unscaled) !== unscaled) size++
  const bytes = new Uint8Array(size)
  let rest = unscaled
  for (let i = size - 1; i >= 0; i--) {
    bytes[i] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return bytes
}

export const decimalText = (unscaled: bigint, scale: number): string => {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const sign = unscaled < 0n ? '-' : ''
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(digits.length - scale)}`
}

export const base64 = (bytes: Uint8Array): string => {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
