// Where a sink is, in the consumer group of its name: what other tools see, and where it goes on unless its target knows better.
import { errorMessage } from '@/lib/errors'
import { commitGroupOffsets, groupOffsets, type KafkaConnection } from '@/lib/kafka'
import type { PartitionPosition } from '../runtime'
import { nameOf } from './watch-topics'

const COMMIT_MS = 1_000

export class CommittedPositions {
  private readonly dirty = new Map<string, PartitionPosition>()
  private timer: NodeJS.Timeout | undefined
  private committing: Promise<void> = Promise.resolve()
  private problem = ''

  constructor(
    private readonly connection: KafkaConnection,
    private readonly group: string,
    private readonly onProblem: (message: string) => void,
  ) {}

  /** By partition. */
  async read(): Promise<Map<string, number>> {
    const found = await groupOffsets(this.connection, this.group)
    return new Map(found.map((one) => [nameOf(one), Number(one.offset)]))
  }

  /** Stored within a second. */
  set(positions: readonly PartitionPosition[]): void {
    for (const position of positions) this.dirty.set(nameOf(position), position)
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      void this.flush()
    }, COMMIT_MS).unref()
  }

  /** What is not taken is tried again with the next. Never rejects. */
  flush(): Promise<void> {
    this.committing = this.committing.then(() => this.commit())
    return this.committing
  }

  close(): void {
    clearTimeout(this.timer)
  }

  private async commit(): Promise<void> {
    const positions = [...this.dirty.values()]
    if (positions.length === 0) return
    this.dirty.clear()
    try {
      await commitGroupOffsets(this.connection, this.group, positions)
      this.problem = ''
    } catch (error) {
      const reason = errorMessage(error)
      if (reason !== this.problem) this.onProblem(`Offsets of ${this.group} are not committed yet: ${reason}`)
      this.problem = reason
      this.set(positions.filter((position) => !this.dirty.has(nameOf(position))))
    }
  }
}
