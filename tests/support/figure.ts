// What a benchmark found, as a line that `npm run bench` reads from its standard output.
export type Figure = { name: string; value: number; unit: string; atMost?: number; atLeast?: number }

export function printFigure(figure: Figure): void {
  process.stdout.write(`figure ${JSON.stringify(figure)}\n`)
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) throw new Error('No values to take the median of.')
  return middle
}
