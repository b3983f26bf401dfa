// Kafka Connect's validation: our findings in its shape, its order and its words.
import { dialectOf } from '@/lib/connectors/config/config-values'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { isSecretProperty } from '@/lib/connectors/config/secret-names'
import { chainDefinitions } from '@/lib/connectors/kafka-connect/chain-definitions'
import { noClass } from '@/lib/connectors/kafka-connect/errors'
import { frameworkDefinitions, type FrameworkDefinition } from '@/lib/connectors/kafka-connect/framework'
import type { PluginDefinition, Validation } from '@/lib/connectors/kafka-connect/schema'
import type { ConfigInput } from '@/lib/connectors/schema'
import { shownValue, widthOf } from '@/lib/connectors/kafka-connect/shown-value'
import { isPluginVersion, noSuchVersion } from '@/lib/connectors/kafka-connect/version'
import { checkConfig } from '@/lib/connectors/validation/validate'
import type { ConfigInfo } from '@/lib/connectors/validation/validation-shape'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'

type Info = Validation['configs'][number]

export async function validate(
  cluster: KafkaCluster,
  plugin: string,
  config: ConfigInput,
): Promise<Validation> {
  const spec = requirePlugin(plugin)
  const className = config['connector.class']
  if (typeof className !== 'string' || className === '') throw noClass(config)
  if (findConnectorSpec(className) !== spec)
    throw new AppError(
      'bad_request',
      `Included connector type ${className} does not match request type ${plugin}`,
    )
  const { configs } = await checkConfig(cluster, spec, config, { mode: 'validate' })
  const infos = arrange(spec, config, configs)
  return {
    name:
      dialectOf(spec, className) === 'managed' ? spec.className : (spec.selfManagedClassName ?? className),
    error_count: infos.reduce((sum, { value }) => sum + value.errors.length, 0),
    groups: [...new Set(infos.map(({ definition }) => definition.group))],
    configs: infos,
  }
}

/** All properties of a connector without values. */
export async function definitionsOf(
  cluster: KafkaCluster,
  plugin: string,
  version = 'latest',
): Promise<PluginDefinition[]> {
  const spec = requirePlugin(plugin)
  if (!isPluginVersion(version)) throw new AppError('bad_request', noSuchVersion(plugin, version))
  const className = spec.selfManagedClassName ?? spec.className
  const given = { 'connector.class': className }
  const { configs } = await checkConfig(cluster, spec, given, { mode: 'validate' })
  return arrange(spec, given, configs).map(({ definition }) => definition)
}

function requirePlugin(plugin: string): ConnectorSpec {
  const spec = findConnectorSpec(plugin)
  if (!spec) throw new AppError('not_found', `Unknown plugin ${plugin}.`)
  return spec
}

/** Connect's own properties first, then the connector's, then those of its transforms and predicates. */
function arrange(spec: ConnectorSpec, given: ConfigInput, configs: readonly ConfigInfo[]): Info[] {
  const own = new Map(configs.map((info) => [info.definition.name, info]))
  const framework = frameworkDefinitions(spec.type)
  const chain = chainDefinitions(given)
  const names = new Set([...framework, ...chain].map(({ name }) => name))
  const infoOf = (definition: FrameworkDefinition): Info =>
    frameworkInfo(spec, definition, given, own, errorsAt(own, given, definition.name))
  return [
    ...framework.map(infoOf),
    ...configs.filter(({ definition }) => !names.has(definition.name)).map(connectorInfo),
    ...chain.map(infoOf),
  ]
}

const topicNames: readonly string[] = ['topics', 'topics.regex']

/** Which of the two a sink reads by is a question to both. */
function errorsAt(own: ReadonlyMap<string, ConfigInfo>, given: ConfigInput, name: string): string[] {
  const errorsOf = (at: string): string[] => own.get(at)?.value.errors ?? []
  const isChoice = topicNames.includes(name) && Boolean(given.topics) === Boolean(given['topics.regex'])
  return isChoice ? topicNames.flatMap(errorsOf) : errorsOf(name)
}

function frameworkInfo(
  spec: ConnectorSpec,
  definition: FrameworkDefinition,
  given: ConfigInput,
  own: ReadonlyMap<string, ConfigInfo>,
  errors: readonly string[],
): Info {
  const found = own.get(definition.name)
  const { name, type, default_value: standard } = definition
  const sent = given[name]
  const text =
    typeof sent === 'string' || typeof sent === 'number' || typeof sent === 'boolean'
      ? String(sent)
      : standard
  const isSecret = text !== null && isSecretProperty(spec, name, text)
  return {
    definition: {
      ...definition,
      width: widthOf(type),
      display_name: found?.definition.display_name ?? name,
      dependents: found?.definition.dependents ?? [],
    },
    value: {
      name,
      value: isSecret && text ? '[hidden]' : shownValue(type, text),
      recommended_values: found?.value.recommended_values ?? [],
      errors: errors.map((error) => inConnectsWords(name, error)),
      visible: true,
    },
  }
}

function connectorInfo({ definition, value }: ConfigInfo): Info {
  const { alias: _alias, ...known } = definition
  const standard = definition.default_value === '' ? null : definition.default_value
  const isPassword = definition.type === 'PASSWORD'
  return {
    definition: {
      ...known,
      default_value: definition.required ? null : standard,
      width: widthOf(definition.type),
    },
    value: {
      ...value,
      value: isPassword && value.value ? '[hidden]' : shownValue(definition.type, value.value),
      errors: value.errors.map((error) => inConnectsWords(value.name, error)),
    },
  }
}

const inConnectsWords = (name: string, message: string): string =>
  message.endsWith(' is required.')
    ? `Missing required configuration "${name}" which has no default value.`
    : message
