const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The known name that is closest to what was typed, if it is close enough to be a slip. */
export const didYouMean = (typed: string, known: readonly string[]): string | undefined => {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  const scored = known
    .map((name) => ({ name, score: plain(name) === plain(typed) ? 0 : distance(plain(typed), plain(name)) }))
    .sort((a, b) => a.score - b.score)
  const best = scored[0]
  return best && best.score <= Math.max(1, Math.floor(typed.length / 3)) ? best.name : undefined
}
