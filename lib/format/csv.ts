/** Spreadsheets run a cell that starts like a formula, so such a cell gets an apostrophe in front (CWE-1236). */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
