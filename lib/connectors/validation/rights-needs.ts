// What a connector's account must be allowed to do in Kafka, and which property says so. Pure.
import type { AclBinding } from '@/lib/kafka'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { listOf, type ConnectorConfig } from '@/lib/connectors/config/config-values'

const DEAD_LETTERS = 'errors.deadletterqueue.topic.name'
/** How transactional ids of all connectors begin: a connector has its own id only once it is made. */
const TRANSACTIONS = 'connect-lcc-'

export type RightNeeded = {
  /** The property that asks for it. */
  name: string
  /** Behind "may not". */
  words: string
  remedy: string
} & Pick<AclBinding, 'operation' | 'resourceType' | 'resourceName' | 'patternType'>

const topicRight = (name: string, topic: string, operation: 'READ' | 'WRITE'): RightNeeded => ({
  name,
  operation,
  resourceType: 'TOPIC',
  resourceName: topic,
  patternType: 'LITERAL',
  words: `${operation === 'READ' ? 'read' : 'write to'} topic "${topic}"`,
  remedy: `Give it an ACL ${operation} on the topic, or the role ${operation === 'READ' ? 'DeveloperRead' : 'DeveloperWrite'}.`,
})

const transactions: RightNeeded = {
  name: 'exactly.once.support',
  operation: 'WRITE',
  resourceType: 'TRANSACTIONAL_ID',
  resourceName: TRANSACTIONS,
  patternType: 'PREFIXED',
  words: `write with transactional ids that begin with "${TRANSACTIONS}", which a source needs that writes exactly once`,
  remedy: `Give it an ACL WRITE on transactional ids with that prefix, or the role DeveloperWrite there, or leave exactly.once.support at requested.`,
}

/** `config` is effective. */
export function rightsNeeded(spec: ConnectorSpec, config: ConnectorConfig): RightNeeded[] {
  if (spec.type === 'source') {
    const fields = spec.fields.filter(({ control }) => control === 'topic')
    const isExactlyOnce = config['exactly.once.support']?.toLowerCase() === 'required'
    return [
      ...fields.flatMap(({ name }) => (config[name] ? [topicRight(name, config[name], 'WRITE')] : [])),
      ...(isExactlyOnce ? [transactions] : []),
    ]
  }
  const letters = config[DEAD_LETTERS]?.trim() ?? ''
  // A queue that is named by the connector's id is Tributary's own to write.
  const isNamed = letters !== '' && !letters.includes('${connector}')
  return [
    ...listOf(config.topics ?? '').map((topic) => topicRight('topics', topic, 'READ')),
    ...(isNamed ? [topicRight(DEAD_LETTERS, letters, 'WRITE')] : []),
  ]
}
