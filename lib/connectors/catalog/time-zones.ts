// Time zones by their names in the IANA database, and the fixed ones that Java knows besides.
const fixed = /^(UTC|GMT|Z|(UTC|GMT)?[+-]\d{1,2}(:?\d{2})?)$/

/** For lists to choose from. */
export const timeZones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')]

export const isTimeZone = (name: string): boolean => {
  if (fixed.test(name)) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
