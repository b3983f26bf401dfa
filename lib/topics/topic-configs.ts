// What a topic can be told: names, kinds and limits of Kafka 4.2's topic configuration. Isomorphic data.
type TopicConfigKind =
  'milliseconds' | 'bytes' | 'integer' | 'ratio' | 'boolean' | 'choice' | 'choices' | 'text'

export type TopicConfigSpec = {
  kind: TopicConfigKind
  min?: number
  max?: number
  choices?: readonly string[]
  /** What -1 means; without it -1 is refused by `min`. */
  unlimited?: string
}

const ms = (min = 0): TopicConfigSpec => ({ kind: 'milliseconds', min })
const bytes = (min = 0): TopicConfigSpec => ({ kind: 'bytes', min })
const integer = (min: number, max?: number): TopicConfigSpec => ({
  kind: 'integer',
  min,
  ...(max === undefined ? {} : { max }),
})
const flag: TopicConfigSpec = { kind: 'boolean' }
const text: TopicConfigSpec = { kind: 'text' }

export const topicConfigSpecs: Readonly<Record<string, TopicConfigSpec>> = {
  'cleanup.policy': { kind: 'choices', choices: ['delete', 'compact'] },
  'retention.ms': { kind: 'milliseconds', min: -1, unlimited: 'Kept forever' },
  'retention.bytes': { kind: 'bytes', min: -1, unlimited: 'Unlimited' },
  'max.message.bytes': { kind: 'bytes', min: 0, max: 2_147_483_647 },
  'compression.type': {
    kind: 'choice',
    choices: ['producer', 'uncompressed', 'gzip', 'snappy', 'lz4', 'zstd'],
  },
  'compression.gzip.level': integer(-1, 9),
  'compression.lz4.level': integer(1, 17),
  'compression.zstd.level': integer(-131_072, 22),
  'delete.retention.ms': ms(),
  'file.delete.delay.ms': ms(),
  'flush.messages': integer(1),
  'flush.ms': ms(),
  'follower.replication.throttled.replicas': text,
  'leader.replication.throttled.replicas': text,
  'index.interval.bytes': bytes(),
  'max.compaction.lag.ms': ms(1),
  'message.timestamp.after.max.ms': ms(),
  'message.timestamp.before.max.ms': ms(),
  'message.timestamp.type': { kind: 'choice', choices: ['CreateTime', 'LogAppendTime'] },
  'min.cleanable.dirty.ratio': { kind: 'ratio', min: 0, max: 1 },
  'min.compaction.lag.ms': ms(),
  'min.insync.replicas': integer(1),
  preallocate: flag,
  'segment.bytes': { kind: 'bytes', min: 1_048_576, max: 2_147_483_647 },
  'segment.index.bytes': bytes(4),
  'segment.jitter.ms': ms(),
  'segment.ms': ms(1),
  'unclean.leader.election.enable': flag,
  'remote.storage.enable': flag,
  'remote.log.copy.disable': flag,
  'remote.log.delete.on.disable': flag,
  'local.retention.bytes': { kind: 'bytes', min: -2 },
  'local.retention.ms': { kind: 'milliseconds', min: -2 },
}

/** Shown first, in this order; the others follow by name. */
export const mainTopicConfigs = [
  'cleanup.policy',
  'retention.ms',
  'retention.bytes',
  'max.message.bytes',
] as const

/** Why Kafka would refuse this value, or null. Names that are not in the table are Kafka's to judge. */
export function validateTopicConfig(name: string, value: string): string | null {
  const spec = topicConfigSpecs[name]
  if (!spec) return null
  const { kind, choices = [] } = spec
  if (kind === 'text') return null
  if (kind === 'boolean') return /^(true|false)$/.test(value) ? null : 'Enter true or false.'
  if (kind === 'choice') return choices.includes(value) ? null : `Choose one of ${choices.join(', ')}.`
  if (kind === 'choices') {
    const parts = value.split(',').map((part) => part.trim())
    const isKnown = parts.every((part) => choices.includes(part))
    return isKnown ? null : `Choose ${choices.join(', ')}, or several separated by commas.`
  }
  return validateNumber(value, spec)
}

function validateNumber(value: string, { kind, min, max, unlimited }: TopicConfigSpec): string | null {
  const pattern = kind === 'ratio' ? /^\d+(\.\d+)?$/ : /^-?\d+$/
  if (!pattern.test(value.trim())) return kind === 'ratio' ? 'Enter a number.' : 'Enter a whole number.'
  const number = Number(value)
  if (min !== undefined && number < min)
    return unlimited ? 'Enter a positive number, or -1 for no limit.' : `Enter ${min} or more.`
  if (max !== undefined && number > max) return `Enter ${max} or less.`
  if (number > Number.MAX_SAFE_INTEGER && BigInt(value.trim()) > 9_223_372_036_854_775_807n)
    return 'Enter a smaller number.'
  return null
}
