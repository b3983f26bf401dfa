const integer = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** 12,904 */
export const formatInteger = (value: number | bigint) => integer.format(value)

const steps = [
  { from: 1e12, unit: 'T' },
  { from: 1e9, unit: 'B' },
  { from: 1e6, unit: 'M' },
  { from: 1e3, unit: 'k' },
] as const

/** Three significant digits at most, with the trailing zeros cut: 2.41, 18.2, 240. */
export function formatSignificant(value: number): string {
  const size = Math.abs(value)
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2
  return Number(value.toFixed(digits)).toString()
}

/** Compact in parts, so that a figure and its unit can be set apart: { value: '18.2', unit: 'k' }. */
export function compactParts(value: number): { value: string; unit: string } {
  if (!Number.isFinite(value)) return { value: '–', unit: '' }
  const size = Math.abs(value)
  // 999.6 k would print as "1000 k", so a step begins where rounding reaches it.
  const step = steps.find(({ from }) => size >= from * 0.9995)
  return step
    ? { value: formatSignificant(value / step.from), unit: step.unit }
    : { value: formatSignificant(value), unit: '' }
}

/** 18.2k, 1.25M, 240, 0.04 */
export function formatCompact(value: number): string {
  const parts = compactParts(value)
  return `${parts.value}${parts.unit}`
}

/** 240/s, 18.2k/s */
export const formatRate = (perSecond: number) => `${formatCompact(perSecond)}/s`

/** 0.421 → 42.1 % */
export const formatPercent = (share: number) => `${formatSignificant(share * 100)} %`

/** plural(3, 'partition') → 3 partitions */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatInteger(count)} ${count === 1 ? one : many}`
}
