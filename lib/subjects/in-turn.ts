const last = new Map<string, Promise<unknown>>()

/** One after the other for each key, within this process: who waits here holds no connection to the database. */
export async function inTurn<T>(key: string, run: () => Promise<T>): Promise<T> {
  const before = last.get(key) ?? Promise.resolve()
  const mine = before.catch(() => undefined).then(run)
  last.set(key, mine)
  try {
    return await mine
  } finally {
    if (last.get(key) === mine) last.delete(key)
  }
}
