// Answers of the database that are good for a few seconds, and for as long as it is away: what the data plane goes on with.
// A change is told by `forget`; without that an answer is asked for again when it is no longer fresh.
import { AppError } from '@/lib/errors'

type Entry<T> = { value: T; at: number; generation: number; triedAt: number }
type Options<T> = {
  freshMs: number
  /** How long an answer is used while no newer one is to be had. */
  staleMs: number
  max: number
  /** For answers that end by themselves. */
  isOver?: (value: T) => boolean
}

/** An outage is not waited for when there is an older answer. */
const patienceMs = 1500
const retryMs = 1000

export class LastKnown<T> {
  readonly #options: Options<T>
  readonly #entries = new Map<string, Entry<T>>()
  readonly #loading = new Map<string, Promise<T | null>>()
  #generation = 0

  constructor(options: Options<T>) {
    this.#options = options
  }

  /** Whatever is known may have changed: it is asked for again before it is used. */
  forget(): void {
    this.#generation++
  }

  /** `load` answers null for what does not exist, which is not kept; it throws when it cannot be told. */
  async get(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const entry = this.#entries.get(key)
    const now = Date.now()
    if (!entry) return this.#load(key, load)
    if (entry.generation === this.#generation && now - entry.at < this.#options.freshMs)
      return this.#unlessOver(entry)
    if (now - entry.triedAt < retryMs) return this.#stale(entry, null)
    try {
      return await withPatience(this.#load(key, load))
    } catch (error) {
      if (error instanceof AppError) throw error
      entry.triedAt = Date.now()
      return this.#stale(entry, error)
    }
  }

  #unlessOver({ value }: Entry<T>): T | null {
    return this.#options.isOver?.(value) ? null : value
  }

  #stale(entry: Entry<T>, cause: unknown): T | null {
    if (Date.now() - entry.at > this.#options.staleMs) throw new Error('The database is away.', { cause })
    return this.#unlessOver(entry)
  }

  /** Requests that want the same at the same time share one question, unless something changed since it was put. */
  #load(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const generation = this.#generation
    const question = `${generation} ${key}`
    const running = this.#loading.get(question)
    if (running) return running
    const loading = load()
      .then((value) => {
        this.#keep(key, value, generation)
        return value
      })
      .finally(() => this.#loading.delete(question))
    this.#loading.set(question, loading)
    return loading
  }

  #keep(key: string, value: T | null, generation: number): void {
    this.#entries.delete(key)
    if (value === null) return
    const oldest = this.#entries.keys().next()
    if (this.#entries.size >= this.#options.max && !oldest.done) this.#entries.delete(oldest.value)
    this.#entries.set(key, { value, at: Date.now(), generation, triedAt: 0 })
  }
}

async function withPatience<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The database does not answer.')), patienceMs)
  })
  try {
    return await Promise.race([answer, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
