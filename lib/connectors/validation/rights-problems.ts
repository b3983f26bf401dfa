// Whether the account of a connector's key may do in Kafka what it has to: said before the launch, where its task would only fail
// after it. By roles and by ACLs, as the broker decides; clusters of others know keys only, so that nothing is said of them.
import { aclsOf } from '@/lib/acls/cached'
import { decideByAcls } from '@/lib/acls/decide'
import { ownCrn } from '@/lib/clusters/get'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import type { AclBinding } from '@/lib/kafka'
import { compileAcls } from '@/lib/permissions'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import type { ConfigProblem, ConnectorConfig } from '@/lib/connectors/config/config-values'
import { actorOfConnector } from '@/lib/connectors/validation/registry-problem'
import { rightsNeeded, type RightNeeded } from '@/lib/connectors/validation/rights-needs'

/** Tasks reach the brokers from this machine. */
const OWN_ADDRESS = '127.0.0.1'

/** `creator`: whose rights count where the configuration names no account. */
export async function rightsProblems(
  cluster: KafkaCluster,
  spec: ConnectorSpec,
  config: ConnectorConfig,
  creator: string | null,
): Promise<ConfigProblem[]> {
  const { principal, rights } = await missingRights(cluster, spec, config, creator)
  const who = principal.replace(/^User:/, '')
  return rights.map(({ name, words, remedy }) => ({
    name,
    message: `${who}, as which the connector works, may not ${words}. ${remedy}`,
  }))
}

/** None while nobody is known yet, or Kafka does not answer. */
export async function missingRights(
  cluster: KafkaCluster,
  spec: ConnectorSpec,
  config: ConnectorConfig,
  creator: string | null,
): Promise<{ principal: string; rights: RightNeeded[] }> {
  const nobody = { principal: '', rights: [] }
  const needed = rightsNeeded(spec, config)
  if (needed.length === 0 || cluster.provider !== 'LOCAL') return nobody
  const actor = await actorOfConnector(cluster, config, creator)
  if (actor === null || !actor.principal.startsWith('User:')) return nobody
  const { principal, bindings } = actor
  const acls = await knownAcls(cluster)
  if (acls === null) return nobody
  // Of roles that the broker may not have been told of yet.
  const ofRoles = compileAcls(bindings, ownCrn(cluster)).map(
    (rule) => ({ ...rule, principal, host: '*', permission: 'ALLOW' }) as AclBinding,
  )
  const decide = decideByAcls([...acls, ...ofRoles], [principal], OWN_ADDRESS)
  return { principal, rights: needed.filter((need) => decide(need) !== 'ALLOW') }
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
