// Topics that a source writes to and that are not there yet: made as topic.creation.* says, with the rights of the connector's
// key. The first group in the given order whose patterns match the name counts; what it does not say is as in `default`.
import { javaRegex, type JavaRegex } from '@/lib/connectors/transforms/java-regex'
import { createTopic, describeTopics, kafkaErrorOf, type KafkaConnection } from '@/lib/kafka'
import { TaskFailure, type TaskAssignment } from '../runtime'

const PREFIX = 'topic.creation.'
const own = new Set(['include', 'exclude', 'partitions', 'replication.factor'])

type Group = Record<string, string>

/** Resolves when the topic is there; null: topics are not made for this connector. */
export type EnsureTopic = (topic: string) => Promise<void>

export function topicCreation({
  config,
  dialect,
  connection,
}: Pick<TaskAssignment, 'config' | 'dialect' | 'connection'>): EnsureTopic | null {
  const isConfigured = Object.keys(config).some((name) => name.startsWith(PREFIX))
  // A managed connector makes what its transforms route to; the topic that was chosen for it is not made behind one's back.
  if (!isConfigured && dialect !== 'managed') return null
  const known = new Set(isConfigured ? [] : [config['kafka.topic'] ?? ''])
  return async (topic) => {
    if (known.has(topic)) return
    await ensureTopic(connection, topic, settingsFor(config, topic))
    known.add(topic)
  }
}

export function settingsFor(config: Record<string, string>, topic: string): Group {
  const names = (config[`${PREFIX}groups`] ?? '').split(',').map((name) => name.trim())
  const wanted = names.find(
    (name) => name !== '' && name !== 'default' && matches(groupOf(config, name), topic),
  )
  const settings = { ...groupOf(config, 'default'), ...(wanted === undefined ? {} : groupOf(config, wanted)) }
  return settings
}

function groupOf(config: Record<string, string>, name: string): Group {
  const prefix = `${PREFIX}${name}.`
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  )
}

function matches({ include = '', exclude = '' }: Group, topic: string): boolean {
  const isAmong = (patterns: string): boolean =>
    patterns.split(',').some((pattern) => pattern.trim() !== '' && regexOf(pattern.trim()).matches(topic))
  return isAmong(include) && !isAmong(exclude)
}

function regexOf(pattern: string): JavaRegex {
  try {
    return javaRegex(pattern)
  } catch (error) {
    throw new TaskFailure(`"${pattern}" in topic.creation is no regular expression.`, true, { cause: error })
  }
}

async function ensureTopic(connection: KafkaConnection, name: string, settings: Group): Promise<void> {
  if ((await describeTopics(connection, [name])).length > 0) return
  const configs = Object.fromEntries(Object.entries(settings).filter(([key]) => !own.has(key)))
  const partitions = countOf(settings.partitions)
  const replicationFactor = countOf(settings['replication.factor'])
  try {
    await createTopic(connection, {
      name,
      configs,
      ...(partitions === null ? {} : { partitions }),
      ...(replicationFactor === null ? {} : { replicationFactor }),
    })
  } catch (error) {
    if (kafkaErrorOf(error) !== 'TOPIC_ALREADY_EXISTS') throw error
  }
}

/** Null: the cluster's default, which Kafka Connect writes as -1. */
function countOf(text: string | undefined): number | null {
  const count = Number(text)
  return Number.isInteger(count) && count > 0 ? count : null
}
