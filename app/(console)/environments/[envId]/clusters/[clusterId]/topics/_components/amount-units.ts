// Durations and sizes as people type them: a number and a unit.
export type AmountUnit = { value: string; label: string; factor: number }

export const durationUnits: readonly AmountUnit[] = [
  { value: 'week', label: 'weeks', factor: 604_800_000 },
  { value: 'day', label: 'days', factor: 86_400_000 },
  { value: 'hour', label: 'hours', factor: 3_600_000 },
  { value: 'minute', label: 'minutes', factor: 60_000 },
  { value: 'second', label: 'seconds', factor: 1000 },
  { value: 'ms', label: 'milliseconds', factor: 1 },
]

export const byteUnits: readonly AmountUnit[] = [
  { value: 'tib', label: 'TiB', factor: 1024 ** 4 },
  { value: 'gib', label: 'GiB', factor: 1024 ** 3 },
  { value: 'mib', label: 'MiB', factor: 1024 ** 2 },
  { value: 'kib', label: 'KiB', factor: 1024 },
  { value: 'b', label: 'bytes', factor: 1 },
]

/** The largest unit that the amount is a whole multiple of. */
export function unitOf(amount: string, units: readonly AmountUnit[]): AmountUnit {
  const number = Number(amount)
  const smallest = units.at(-1) ?? { value: '', label: '', factor: 1 }
  if (!Number.isFinite(number) || number <= 0)
    return units.find(({ value }) => value === 'day' || value === 'gib') ?? smallest
  if (!Number.isSafeInteger(number)) return smallest
  return units.find(({ factor }) => number >= factor && number % factor === 0) ?? smallest
}

/** The amount in the smallest unit as a decimal string; what is no number stays as typed, for the check to refuse. */
export function toAmount(typed: string, unit: AmountUnit): string {
  const text = typed.trim()
  if (unit.factor === 1 || /^\d+$/.test(text)) return String(BigInt(text) * BigInt(unit.factor))
  if (!/^\d+\.\d+$/.test(text)) return text
  return String(Math.round(Number(text) * unit.factor))
}

/** Whether a number with a unit can stand for this amount: Kafka's "never" is larger than a number holds, and -2 has no unit. */
export const isPlainAmount = (amount: string): boolean =>
  /^\d+$/.test(amount) && Number.isSafeInteger(Number(amount))
