// The partitions that a sink task has to read, as the cluster has them now: topics may grow, come, go and be made anew.
import { describeTopics, listTopicsSoon, type KafkaConnection, type TopicDescription } from '@/lib/kafka'
import { AppError } from '@/lib/errors'
import type { TopicPartition } from '../runtime'
import { taskOf, type TopicChoice } from './assign-partitions'

export type WatchedTopics = {
  /** Of this task. */
  partitions: TopicPartition[]
  /** Topic ids by name: another id is another topic. */
  ids: Map<string, string>
}

type Task = { taskNumber: number; taskCount: number }

/**
 * `isSoon`: a list at most some seconds old will do, which all connectors of a thread share. Throws not_found for a topic that
 * was named and is not there.
 */
export async function watchTopics(
  connection: KafkaConnection,
  choice: TopicChoice,
  { taskNumber, taskCount }: Task,
  isSoon: boolean,
): Promise<WatchedTopics> {
  const topics = await findTopics(connection, choice, isSoon)
  if ('names' in choice) requireAll(choice.names, topics)
  const all = topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partition }) => ({ topic: name, partition })),
  )
  return {
    partitions: all.filter((one) => taskOf(one, taskCount) === taskNumber),
    ids: new Map(topics.map(({ name, topicId }) => [name, topicId])),
  }
}

async function findTopics(
  connection: KafkaConnection,
  choice: TopicChoice,
  isSoon: boolean,
): Promise<TopicDescription[]> {
  if ('names' in choice && !isSoon) return describeTopics(connection, [...choice.names])
  const topics = await listTopicsSoon(connection)
  if ('names' in choice) {
    const wanted = new Set(choice.names)
    return topics.filter(({ name }) => wanted.has(name))
  }
  return topics.filter(({ name, isInternal }) => !isInternal && choice.isWanted(name))
}

function requireAll(names: readonly string[], topics: readonly TopicDescription[]): void {
  const missing = names.find((wanted) => !topics.some(({ name }) => name === wanted))
  if (missing === undefined) return
  throw new AppError('not_found', `Topic ${missing} does not exist on this cluster.`, {
    details: { topic: missing, kafkaError: 'UNKNOWN_TOPIC_OR_PARTITION' },
  })
}

export const isSameSet = (a: readonly TopicPartition[], b: readonly TopicPartition[]): boolean => {
  const names = new Set(a.map(nameOf))
  return a.length === b.length && b.every((one) => names.has(nameOf(one)))
}

export const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}-${partition}`
