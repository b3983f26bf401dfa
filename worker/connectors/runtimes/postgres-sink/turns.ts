// Transactions that could lock each other out: those that may run side by side, and those that run alone.

const settled = (one: Promise<unknown>): Promise<unknown> => one.catch(() => undefined)

export class Turns {
  private lastAlone: Promise<unknown> = Promise.resolve()
  private readonly side = new Set<Promise<unknown>>()

  /** Beside others of its kind, after whoever is alone. */
  together<T>(act: () => Promise<T>): Promise<T> {
    const mine = this.lastAlone.then(act)
    this.side.add(mine)
    void settled(mine).then(() => this.side.delete(mine))
    return mine
  }

  /** After all that came before it, and before all that come after. */
  alone<T>(act: () => Promise<T>): Promise<T> {
    const mine = Promise.allSettled([this.lastAlone, ...this.side]).then(act)
    this.lastAlone = settled(mine)
    return mine
  }
}
