// Whether the account of a sink's key may read its topics: said before the launch, where its task would only fail after it.
// By roles and by ACLs, as the broker decides; clusters of others know keys only, so that nothing is said of them.
import { aclsOf } from '@/lib/acls/cached'
import { decideByAcls } from '@/lib/acls/decide'
import { resourceCrn } from '@/lib/clusters/get'
import { can } from '@/lib/context'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { AclBinding, AclOperation } from '@/lib/kafka'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { listOf, type ConfigProblem, type ConnectorConfig } from '@/lib/connectors/config/config-values'
import { actorOfConnector } from '@/lib/connectors/validation/registry-problem'

const DEAD_LETTERS = 'errors.deadletterqueue.topic.name'
/** Tasks reach the brokers from this machine. */
const OWN_ADDRESS = '127.0.0.1'

type Need = { name: string; topic: string; operation: AclOperation; words: string }

/** `creator`: whose rights count where the configuration names no account. */
export async function rightsProblems(
  cluster: KafkaCluster,
  spec: ConnectorSpec,
  config: ConnectorConfig,
  creator: string | null,
): Promise<ConfigProblem[]> {
  const needs = spec.type === 'sink' ? needsOf(config) : []
  if (needs.length === 0 || cluster.provider !== 'LOCAL') return []
  const actor = await actorOfConnector(cluster, config, creator)
  if (actor === null || !actor.principal.startsWith('User:')) return []
  const acls = await knownAcls(cluster)
  if (acls === null) return []
  const decide = decideByAcls(acls, [actor.principal], OWN_ADDRESS)
  const who = actor.principal.replace(/^User:/, '')
  return needs.flatMap(({ name, topic, operation, words }) => {
    const verdict = decide({ operation, resourceType: 'TOPIC', resourceName: topic })
    const action = operation === 'READ' ? 'messages:read' : 'messages:write'
    if (can({ actor }, action, resourceCrn(cluster, { topic }), verdict)) return []
    const message = `${who}, as which the connector works, may not ${words} topic "${topic}". Give it an ACL ${operation} on the topic, or the role ${operation === 'READ' ? 'DeveloperRead' : 'DeveloperWrite'}.`
    return [{ name, message }]
  })
}

function needsOf(config: ConnectorConfig): Need[] {
  const letters = config[DEAD_LETTERS]?.trim() ?? ''
  // A queue that is named by the connector's id is Tributary's own to write.
  const isNamed = letters !== '' && !letters.includes('${connector}')
  return [
    ...listOf(config.topics ?? '').map((topic): Need => ({
      name: 'topics',
      topic,
      operation: 'READ',
      words: 'read',
    })),
    ...(isNamed
      ? [{ name: DEAD_LETTERS, topic: letters, operation: 'WRITE', words: 'write to' } as const]
      : []),
  ]
}

/** Null while Kafka does not answer. */
async function knownAcls(cluster: KafkaCluster): Promise<AclBinding[] | null> {
  const isRunning = await db.kafkaCluster.count({ where: { id: cluster.id, phase: 'PROVISIONED' } })
  if (isRunning === 0) return null
  try {
    return await aclsOf(cluster)
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return null
    throw error
  }
}
