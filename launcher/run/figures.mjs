// Benchmarks print figures as lines `figure {"name","value","unit","atMost"?,"atLeast"?}` (tests/support/figure.ts).

export function parseFigures(output) {
  const lines = output.split('\n')
  const isFigure = (line) => line.startsWith('figure {')
  return {
    figures: lines.filter(isFigure).map((line) => JSON.parse(line.slice('figure '.length))),
    rest: lines
      .filter((line) => !isFigure(line))
      .join('\n')
      .trim(),
  }
}

const round = (value) =>
  (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))).toLocaleString('en')

export function formatFigure({ name, value, unit, atMost, atLeast }) {
  const goal = atMost === undefined ? (atLeast === undefined ? null : ['≥', atLeast]) : ['≤', atMost]
  const isMet = atMost === undefined ? value >= (atLeast ?? value) : value <= atMost
  const verdict = goal ? `  goal ${goal[0]} ${round(goal[1])} ${unit}: ${isMet ? 'met' : 'missed'}` : ''
  return `${name.padEnd(56)} ${`${round(value)} ${unit}`.padStart(16)}${verdict}`
}
