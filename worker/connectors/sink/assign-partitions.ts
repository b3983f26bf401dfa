// Which task of a sink reads which partition. Stable: the same for every task and every worker, without asking each other.
import { javaRegex } from '@/lib/connectors/transforms/java-regex'
import { errorMessage } from '@/lib/errors'
import { TaskFailure, type TaskConfig, type TopicPartition } from '../runtime'

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash
}

export const taskOf = ({ topic, partition }: TopicPartition, taskCount: number): number =>
  (hashOf(topic) + partition) % taskCount

export type TopicChoice = { names: readonly string[] } | { isWanted: (topic: string) => boolean }

/** What the configuration wants to be read: named topics, or all whose whole name matches. */
export function readTopicChoice(config: TaskConfig): TopicChoice {
  const pattern = config['topics.regex']?.trim() ?? ''
  const names = (config.topics ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (names.length > 0) return { names: [...new Set(names)] }
  if (pattern === '')
    throw new TaskFailure('The connector has no topics to read ("topics" or "topics.regex").', true, {
      isLasting: true,
    })
  try {
    return { isWanted: javaRegex(pattern).matches }
  } catch (error) {
    const reason = errorMessage(error)
    throw new TaskFailure(`"topics.regex" is no regular expression: ${reason}`, true, {
      cause: error,
      isLasting: true,
    })
  }
}
