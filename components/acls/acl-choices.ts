// What Kafka's authorizer knows: which operations a resource has. Other pairs are accepted by brokers and mean nothing.
import type { AclRow } from '@/lib/queries/acls'

export const aclCategories = [
  { value: 'CLUSTER', label: 'Cluster' },
  { value: 'GROUP', label: 'Consumer group' },
  { value: 'TOPIC', label: 'Topic' },
  { value: 'TRANSACTIONAL_ID', label: 'Transactional ID' },
] as const

export const aclOperations: Record<string, readonly string[]> = {
  TOPIC: [
    'READ',
    'WRITE',
    'DESCRIBE',
    'CREATE',
    'DELETE',
    'ALTER',
    'DESCRIBE_CONFIGS',
    'ALTER_CONFIGS',
    'ALL',
  ],
  GROUP: ['READ', 'DESCRIBE', 'DELETE', 'DESCRIBE_CONFIGS', 'ALTER_CONFIGS', 'ALL'],
  CLUSTER: [
    'DESCRIBE',
    'CREATE',
    'ALTER',
    'DESCRIBE_CONFIGS',
    'ALTER_CONFIGS',
    'IDEMPOTENT_WRITE',
    'CLUSTER_ACTION',
    'ALL',
  ],
  TRANSACTIONAL_ID: ['WRITE', 'DESCRIBE', 'ALL'],
}

export const clusterResourceName = 'kafka-cluster'

/** One line of a form; the principal and the host are the same for all. */
export type AclLine = {
  category: string
  name: string
  pattern: 'LITERAL' | 'PREFIXED'
  operation: string
  permission: 'ALLOW' | 'DENY'
}

export const newAclLine: AclLine = {
  category: 'TOPIC',
  name: '',
  pattern: 'LITERAL',
  operation: 'READ',
  permission: 'ALLOW',
}

export const toAclRow = (line: AclLine, principal: string, host = '*'): AclRow => ({
  resource_type: line.category,
  resource_name: line.category === 'CLUSTER' ? clusterResourceName : line.name.trim(),
  pattern_type: line.category === 'CLUSTER' ? 'LITERAL' : line.pattern,
  principal,
  host,
  operation: line.operation,
  permission: line.permission,
})

/** READ → Read, DESCRIBE_CONFIGS → Describe configs. */
export const aclWord = (word: string): string =>
  word.charAt(0) + word.slice(1).toLowerCase().replaceAll('_', ' ')

export const aclCategoryLabel = (type: string): string =>
  aclCategories.find(({ value }) => value === type)?.label ?? aclWord(type)
