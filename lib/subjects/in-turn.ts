const last = new Map<string, Promise<unknown>>()

/** One after the other for each key, within this process: who waits here holds no connection to the database. */
export async function inTurn<T>(key: string, run: (hasWaited: boolean) => Promise<T>): Promise<T> {
  const before = last.get(key)
  const mine = before ? before.catch(() => undefined).then(() => run(true)) : run(false)
  last.set(key, mine)
  try {
    return await mine
  } finally {
    if (last.get(key) === mine) last.delete(key)
  }
}
