// Kafka Connect's validation: our findings in its shape, its order and its words.
import { dialectOf } from '@/lib/connectors/config/config-values'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { noClass } from '@/lib/connectors/kafka-connect/errors'
import { frameworkDefinitions, type FrameworkDefinition } from '@/lib/connectors/kafka-connect/framework'
import type { PluginDefinition, Validation } from '@/lib/connectors/kafka-connect/schema'
import type { ConfigInput } from '@/lib/connectors/schema'
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
export async function definitionsOf(cluster: KafkaCluster, plugin: string): Promise<PluginDefinition[]> {
  const spec = requirePlugin(plugin)
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

/** Connect's own properties first, then the connector's. */
function arrange(spec: ConnectorSpec, given: ConfigInput, configs: readonly ConfigInfo[]): Info[] {
  const own = new Map(configs.map((info) => [info.definition.name, info]))
  const framework = frameworkDefinitions(spec.type)
  const names = new Set(framework.map(({ name }) => name))
  return [
    ...framework.map((definition) => frameworkInfo(definition, given, own.get(definition.name))),
    ...configs.filter(({ definition }) => !names.has(definition.name)).map(connectorInfo),
  ]
}

function frameworkInfo(definition: FrameworkDefinition, given: ConfigInput, found?: ConfigInfo): Info {
  const { name, type, default_value: standard } = definition
  const sent = given[name]
  const text =
    typeof sent === 'string' || typeof sent === 'number' || typeof sent === 'boolean'
      ? String(sent)
      : standard
  const errors = (found?.value.errors ?? []).map((error) => inConnectsWords(name, error))
  return {
    definition: {
      ...definition,
      width: widthOf(type),
      display_name: found?.definition.display_name ?? name,
      dependents: found?.definition.dependents ?? [],
    },
    value: {
      name,
      value: text,
      recommended_values: found?.value.recommended_values ?? [],
      errors,
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
      value: isPassword && value.value ? '[hidden]' : value.value,
      errors: value.errors.map((error) => inConnectsWords(value.name, error)),
    },
  }
}

const widthOf = (type: string): string =>
  type === 'STRING' || type === 'LIST' || type === 'CLASS' ? 'MEDIUM' : 'SHORT'

const inConnectsWords = (name: string, message: string): string =>
  message.endsWith(' is required.')
    ? `Missing required configuration "${name}" which has no default value.`
    : message
