// Which topics a sink has read, by their ids: one that was deleted and made anew under the same name is another topic, whose
// offsets begin again. Kept beside source offsets, since Kafka forgets a group's offsets together with their topic.
import type { SourceOffset } from '../runtime'

export class TopicIds {
  readonly known: Map<string, string>
  /** As they were before this start of the task. */
  readonly before: ReadonlyMap<string, string>

  constructor(
    stored: readonly SourceOffset[],
    private readonly store: (offsets: SourceOffset[]) => void,
  ) {
    const entries = stored.flatMap(({ partition: { topic }, offset: { id } }): [string, string][] =>
      typeof topic === 'string' && typeof id === 'string' ? [[topic, id]] : [],
    )
    this.before = new Map(entries)
    this.known = new Map(entries)
  }

  keep(ids: ReadonlyMap<string, string>): void {
    const news = [...ids].filter(([topic, id]) => this.known.get(topic) !== id)
    if (news.length === 0) return
    for (const [topic, id] of news) this.known.set(topic, id)
    this.store(news.map(([topic, id]) => ({ partition: { topic }, offset: { id } })))
  }
}
