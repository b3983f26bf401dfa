// Validation of a configuration against its spec and against the world: topics, keys, rights, formats, transforms, and, asked
// for, the other end of the connector. Never throws for bad values.
import { authorize, type Ctx } from '@/lib/context'
import { connectorCrn } from '@/lib/crn'
import { guardUserConnection } from '@/lib/egress/own-ports'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { listTopics } from '@/lib/kafka'
import { clusterConnection } from '@/lib/clusters/connection'
import { findCluster } from '@/lib/clusters/get'
import { canonicalConfig } from '@/lib/connectors/config/canonical-config'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { readConfigValues } from '@/lib/connectors/config/config-values'
import { credentialProblems } from '@/lib/connectors/validation/credential-problems'
import { formatProblems } from '@/lib/connectors/validation/format-problems'
import { requireSpec } from '@/lib/connectors/list-plugins'
import { withProblems } from '@/lib/connectors/validation/place-problems'
import { effectiveConfig, keepSecrets } from '@/lib/connectors/config/read-config'
import { rightsProblems } from '@/lib/connectors/validation/rights-problems'
import type { ConfigInput } from '@/lib/connectors/schema'
import { egressProblems } from '@/lib/connectors/validation/egress-problems'
import { checkConnection } from '@/lib/connectors/validation/target-problems'
import { topicProblems } from '@/lib/connectors/validation/topic-problems'
import { chainProblems, chainWarnings } from '@/lib/connectors/transforms/chain-problems'
import { validateConnectorConfig } from '@/lib/connectors/validation/validate-config'
import type { ConfigValidation, ValidationContext } from '@/lib/connectors/validation/validation-shape'

type Context = Omit<ValidationContext, 'topics'> & {
  /** As whom a connector works whose configuration names no key. */
  creator?: string
}

export async function validateConnector(
  ctx: Ctx,
  place: { clusterId: string; envId?: string; pluginName: string },
  config: ConfigInput,
  { connect, current }: { connect: boolean | 'if possible'; current?: ValidationContext['current'] },
): Promise<ConfigValidation> {
  const cluster = await findCluster(ctx, place.clusterId, place.envId)
  const { organizationId, environmentId, id } = cluster
  const name = typeof config.name === 'string' ? config.name : ''
  await authorize(ctx, 'connectors:create', connectorCrn(organizationId, environmentId, id, name))
  const spec = requireSpec(place.pluginName)
  const input = { 'connector.class': spec.className, ...config }
  const validation = await checkConfig(cluster, spec, input, {
    mode: 'validate',
    creator: ctx.actor.principal,
    ...(current ? { current } : {}),
  })
  if (!connect) return validation
  return withConnection(ctx, spec, input, validation, current).catch((error: unknown) => {
    const isAway = error instanceof AppError && error.code === 'unavailable'
    if (connect !== 'if possible' || !isAway) throw error
    const notTried = { name: 'connection', message: `The connection was not tried: ${error.message}` }
    return { ...validation, warnings: [...validation.warnings, notTried] }
  })
}

export async function checkConfig(
  cluster: KafkaCluster,
  spec: ConnectorSpec,
  input: ConfigInput,
  { creator, ...context }: Context,
): Promise<ConfigValidation> {
  const topics = await topicNames(cluster)
  const validation = validateConnectorConfig(spec, input, { ...context, ...(topics ? { topics } : {}) })
  const { config } = readConfigValues(input)
  const full = keepSecrets(spec, config, context.current ?? {})
  const effective = effectiveConfig(spec, full)
  const { passed } = canonicalConfig(spec, full)
  const chain = chainProblems(passed, spec.type)
  const problems = [
    ...topicProblems(spec, effective, topics),
    ...chain,
    ...(await egressProblems(spec, effective, guardUserConnection)),
    ...(await credentialProblems(cluster, full)),
    ...(await formatProblems(cluster, effective)),
    ...(await rightsProblems(cluster, spec, effective, creator ?? null)),
  ]
  const warnings = chain.length > 0 ? [] : chainWarnings(passed, spec.type)
  const answer = withProblems(spec, config, validation, problems)
  return { ...answer, warnings: [...answer.warnings, ...warnings] }
}

/** Only for what is right in itself: a failure stands at the field that the failing layer names, if it names one. */
async function withConnection(
  ctx: Ctx,
  spec: ConnectorSpec,
  input: ConfigInput,
  validation: ConfigValidation,
  current: ValidationContext['current'],
): Promise<ConfigValidation> {
  const { config } = readConfigValues(input)
  const settings = new Set(
    spec.fields.filter(({ step }) => step === 'authentication').map(({ group }) => group),
  )
  const isReady = validation.configs.every(
    ({ definition, value }) => !settings.has(definition.group) || value.errors.length === 0,
  )
  if (!isReady) return validation
  const connection = await checkConnection(
    ctx,
    spec,
    effectiveConfig(spec, keepSecrets(spec, config, current ?? {})),
  )
  if (connection === null) return validation
  if (connection.ok || connection.field === undefined) return { ...validation, connection }
  const { field, layer, message } = connection
  const problem = { name: field, message: `${layer}: ${message}` }
  return { ...withProblems(spec, config, validation, [problem]), connection }
}

export async function requireValidConfig(...args: Parameters<typeof checkConfig>): Promise<void> {
  const { configs } = await checkConfig(...args)
  const fields = configs.flatMap(({ value }) =>
    value.errors.map((message) => ({ path: value.name, message })),
  )
  if (fields.length > 0)
    throw new AppError('invalid', 'The connector configuration is not valid.', { fields })
}

/** Topics of the cluster; null when Kafka does not answer, so that a connector can be edited while it is away. */
async function topicNames(cluster: KafkaCluster): Promise<string[] | null> {
  try {
    const topics = await listTopics(await clusterConnection(cluster))
    return topics.filter(({ isInternal }) => !isInternal).map(({ name }) => name)
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return null
    throw error
  }
}
