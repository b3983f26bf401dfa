// Validation of a configuration against its spec and against the world: the topic, the API key. Never throws for bad values.
import { authorize, type Ctx } from '@/lib/context'
import { connectorCrn } from '@/lib/crn'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { listTopics } from '@/lib/kafka'
import { clusterConnection } from '@/lib/clusters/connection'
import { findCluster } from '@/lib/clusters/get'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { credentialProblems } from '@/lib/connectors/credential-problems'
import { formatProblems } from '@/lib/connectors/format-problems'
import { requireSpec } from '@/lib/connectors/list-plugins'
import {
  effectiveConfig,
  isMasked,
  readConfigValues,
  type ConfigProblem,
  type ConnectorConfig,
} from '@/lib/connectors/read-config'
import type { ConfigInput } from '@/lib/connectors/schema'
import { validateConnectorConfig } from '@/lib/connectors/validate-config'
import type { ConfigValidation, ValidationContext } from '@/lib/connectors/validation-shape'

export async function validateConnector(
  ctx: Ctx,
  place: { clusterId: string; envId: string; pluginName: string },
  config: ConfigInput,
): Promise<ConfigValidation> {
  const cluster = await findCluster(ctx, place.clusterId, place.envId)
  const { organizationId, environmentId, id } = cluster
  const name = typeof config.name === 'string' ? config.name : ''
  await authorize(ctx, 'connectors:create', connectorCrn(organizationId, environmentId, id, name))
  const spec = requireSpec(place.pluginName)
  return checkConfig(cluster, spec, { 'connector.class': spec.className, ...config }, { mode: 'validate' })
}

export async function checkConfig(
  cluster: KafkaCluster,
  spec: ConnectorSpec,
  input: ConfigInput,
  context: Omit<ValidationContext, 'topics'>,
): Promise<ConfigValidation> {
  const topics = await topicNames(cluster)
  const validation = validateConnectorConfig(spec, input, { ...context, ...(topics ? { topics } : {}) })
  const { config } = readConfigValues(input)
  const full = { ...config, ...keptSecrets(spec, config, context.current ?? {}) }
  const problems = [
    ...classProblems(spec, config),
    ...(topics ? topicProblems(spec, full, topics) : []),
    ...(await credentialProblems(cluster, full)),
    ...(await formatProblems(cluster, effectiveConfig(spec, full))),
  ]
  return withProblems(validation, problems)
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

function keptSecrets(spec: ConnectorSpec, next: ConnectorConfig, current: ConnectorConfig): ConnectorConfig {
  return Object.fromEntries(
    spec.fields.flatMap(({ name, isSecret }) => {
      const given = next[name] ?? ''
      const before = current[name]
      return isSecret && before !== undefined && (given === '' || isMasked(given)) ? [[name, before]] : []
    }),
  )
}

function classProblems(spec: ConnectorSpec, config: ConnectorConfig): ConfigProblem[] {
  const given = config['connector.class']
  if (given === spec.className) return []
  const message = `Use the class name of managed connectors, ${spec.className}.`
  return [{ name: 'connector.class', message }]
}

function topicProblems(
  spec: ConnectorSpec,
  config: ConnectorConfig,
  topics: readonly string[],
): ConfigProblem[] {
  return spec.fields.flatMap(({ name, control }) => {
    const value = config[name]?.trim() ?? ''
    if (value === '' || (control !== 'topic' && control !== 'topics')) return []
    const missing = value
      .split(',')
      .map((topic) => topic.trim())
      .filter((topic) => !topics.includes(topic))
    return missing.map((topic) => ({
      name,
      message: `Topic "${topic}" does not exist in this cluster. Create it first, or choose another.`,
    }))
  })
}

function withProblems(validation: ConfigValidation, problems: readonly ConfigProblem[]): ConfigValidation {
  // A value that is wrong in itself needs no second message about the world.
  const added = problems.filter(({ name }) =>
    validation.configs.some(({ value }) => value.name === name && value.errors.length === 0),
  )
  return {
    ...validation,
    error_count: validation.error_count + added.length,
    configs: validation.configs.map((info) => {
      const errors = added.filter(({ name }) => name === info.value.name).map(({ message }) => message)
      return errors.length === 0
        ? info
        : { ...info, value: { ...info.value, errors: [...info.value.errors, ...errors] } }
    }),
  }
}
