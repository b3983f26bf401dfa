import { formatSignificant } from './numbers'

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** Binary units in parts: { value: '2.41', unit: 'MiB' }. */
export function bytesParts(bytes: number): { value: string; unit: string } {
  if (!Number.isFinite(bytes)) return { value: '–', unit: '' }
  let size = bytes
  let index = 0
  while (Math.abs(size) >= 1023.5 && index < units.length - 1) {
    size /= 1024
    index += 1
  }
  return {
    value: index === 0 ? formatSignificant(Math.round(size)) : formatSignificant(size),
    unit: units[index] ?? 'B',
  }
}

/** 0 B, 1.5 KiB, 6.1 GiB */
export function formatBytes(bytes: number): string {
  const parts = bytesParts(bytes)
  return parts.unit ? `${parts.value} ${parts.unit}` : parts.value
}

/** 2.41 MiB/s */
export const formatByteRate = (bytesPerSecond: number) => `${formatBytes(bytesPerSecond)}/s`

const units1024: Record<string, number> = {
  b: 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
  p: 1024 ** 5,
}

/** "512 MiB", "1g", "1048576" → bytes; null when it is not a size. */
export function parseBytes(text: string): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([bkmgtp])?(?:i?b)?\s*$/i.exec(text)
  const factor = units1024[(match?.[2] ?? 'b').toLowerCase()]
  return match && factor ? Math.round(Number(match[1]) * factor) : null
}
