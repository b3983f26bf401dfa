// A contender of the comparison, as a process of its own.
export type Contender = {
  name: string
  pid: number
  /** Records stored so far, as far as it says. */
  progress: () => Promise<number>
  /** Asks nothing more of it than its last progress afterwards. */
  stop: () => Promise<void>
  close: () => Promise<void>
}

export type Task = { topic: string; table: string; mode: 'append' | 'upsert'; format: 'JSON' | 'AVRO' }
export type Place = { databaseUrl: string; registryUrl: string; folder: string }
