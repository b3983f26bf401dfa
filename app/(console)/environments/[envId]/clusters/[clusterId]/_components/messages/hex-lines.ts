const perLine = 8
const shownAtMost = 16 * 1024

/** Offset, bytes and their ASCII, as hexdump writes them; the first 16 KB of base64 bytes. */
export function hexLines(base64: string): string {
  const binary = atob(base64)
  const length = Math.min(binary.length, shownAtMost)
  const lines: string[] = []
  for (let start = 0; start < length; start += perLine) {
    const bytes = [...binary.slice(start, Math.min(length, start + perLine))]
    const hex = bytes.map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join(' ')
    const text = bytes.map((byte) => (/[\x20-\x7e]/.test(byte) ? byte : '.')).join('')
    lines.push(`${start.toString(16).padStart(4, '0')}  ${hex.padEnd(perLine * 3 - 1)}  ${text}`)
  }
  if (binary.length > length) lines.push(`… ${binary.length - length} bytes more`)
  return lines.join('\n')
}
