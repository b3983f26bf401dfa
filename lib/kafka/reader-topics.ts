// What a reader knows of its topics: who leads each partition, and whether a topic is still the one that it began with.
import type { AppError } from '@/lib/errors'
import { itemError } from './kafka-error'
import type { KafkaLink } from './link'
import { offsetsByLeader } from './offsets'
import { TopicGone } from './reader-failures'

/** A topic that is not known is waited for: a broker that has just started may not have heard of it. */
const VANISHED_MS = 10_000
const NO_LEADER = 5
const UNKNOWN_TOPIC = 3

type Found = { gone: AppError | null; missing: AppError | null }

export class ReaderTopics {
  readonly #leaders = new Map<string, Map<number, number>>()
  readonly #ids = new Map<string, string>()
  readonly #unknownSince = new Map<string, number>()

  /** -1 while nobody is known. */
  leaderOf(topic: string, partition: number): number {
    return this.#leaders.get(topic)?.get(partition) ?? -1
  }

  lose(topic: string, partition: number): void {
    this.#leaders.get(topic)?.delete(partition)
  }

  /** What is known of other topics is forgotten. */
  keepOnly(topics: ReadonlySet<string>): void {
    for (const known of [this.#leaders, this.#ids, this.#unknownSince])
      for (const topic of known.keys()) if (!topics.has(topic)) known.delete(topic)
  }

  /** `gone`: a topic cannot be read on; `missing`: why nobody leads some partition at the moment. */
  async lookUp(link: KafkaLink, topics: string[]): Promise<Found> {
    const found: Found = { gone: null, missing: null }
    for (const { name, errorCode, topicId, partitions } of (await link.metadata(topics)).topics) {
      const topic = name ?? ''
      if (errorCode !== 0) {
        const error = itemError(errorCode, null, `Topic ${topic}`)
        if (errorCode !== UNKNOWN_TOPIC && errorCode !== NO_LEADER) found.gone = error
        else if (errorCode === UNKNOWN_TOPIC && this.#isVanished(topic))
          found.gone = new TopicGone(topic, 'deleted')
        else found.missing = error
        continue
      }
      this.#unknownSince.delete(topic)
      const known = this.#ids.get(topic)
      if (known === undefined) this.#ids.set(topic, topicId)
      else if (known !== topicId) found.gone = new TopicGone(topic, 'recreated')
      this.#leaders.set(
        topic,
        new Map(partitions.map(({ partitionIndex, leaderId }) => [partitionIndex, leaderId])),
      )
      if (partitions.some(({ leaderId }) => leaderId < 0))
        found.missing = itemError(NO_LEADER, null, `A partition of topic ${topic}`)
    }
    return found
  }

  /** First and next offset of a partition, as its leader knows them. */
  async rangeOf(
    link: KafkaLink,
    topic: string,
    partition: number,
  ): Promise<{ earliest: number; latest: number }> {
    const ask = async (at: 'earliest' | 'latest'): Promise<number> => {
      const [found] = await offsetsByLeader(link, this.#leaders, [{ topic, partition, at }])
      return Number(found?.offset ?? 0)
    }
    const [earliest, latest] = await Promise.all([ask('earliest'), ask('latest')])
    return { earliest, latest }
  }

  #isVanished(topic: string): boolean {
    const since = this.#unknownSince.get(topic) ?? Date.now()
    this.#unknownSince.set(topic, since)
    return Date.now() - since > VANISHED_MS
  }
}
