// A connector's file: JSON in any of the shapes of Kafka Connect and Confluent Cloud, or .properties.
import { findConnectorSpec } from '@/lib/connectors/catalog'
import type { ConnectorSpec, Dialect } from '@/lib/connectors/catalog/spec'
import { canonicalConfig } from '@/lib/connectors/config/canonical-config'
import { parseConnectorJson } from '@/lib/connectors/config/config-json'
import { dialectOf, readConfigValues, type ConnectorConfig } from '@/lib/connectors/config/config-values'
import { importConnectorText } from '@/lib/connectors/config/import-config'
import { parseProperties } from '@/lib/connectors/config/properties-text'
import { effectiveConfig } from '@/lib/connectors/config/read-config'
import { chainProblems } from '@/lib/connectors/transforms/chain-problems'
import { egressProblems } from '@/lib/connectors/validation/egress-problems'
import { withProblems } from '@/lib/connectors/validation/place-problems'
import { topicProblems } from '@/lib/connectors/validation/topic-problems'
import { validateConnectorConfig } from '@/lib/connectors/validation/validate-config'
import { BadFile } from './bad-file'
import { guardConnection } from './guard-connection'
import { isOfTheRegistry, registryOf } from './registry-of'
import { readText } from './read-worker-file'

export type StandaloneConnector = {
  name: string
  spec: ConnectorSpec
  dialect: Dialect
  /** Managed names, defaults filled in. */
  config: ConnectorConfig
  /** Address of the Schema Registry that its formats need. */
  registry: string | null
  warnings: string[]
}

/** The cluster, and how it is reached, are the worker file's: what Confluent Cloud asks about them is not asked here. */
const isOfThePlace = (name: string): boolean =>
  /^kafka\.(?:auth\.mode|api\.key|api\.secret|service\.account\.id)$/.test(name)

export async function readConnectorFile(
  file: string,
  converters: Readonly<Record<string, string>>,
): Promise<StandaloneConnector> {
  const text = await readText(file)
  const imported = importConnectorText(text)
  if (!imported.ok) throw new BadFile(file, imported.message)
  const spec = findConnectorSpec(imported.className)
  if (spec === undefined) throw new BadFile(file, `There is no connector "${imported.className}".`)
  const { config: given, problems: unread } = givenConfig(text)
  const name = imported.name ?? given.name ?? ''
  if (name === '') throw new BadFile(file, 'the connector has no name. Add "name".')
  const dialect = dialectOf(spec, given['connector.class'])
  const whole = dialect === 'managed' ? given : { ...defaultConverters(given, converters), ...given }
  const config = effectiveConfig(spec, whole)
  const validation = validateConnectorConfig(spec, whole, { mode: 'create' })
  const { configs, warnings } = withProblems(spec, whole, validation, [
    ...topicProblems(spec, config, null),
    ...chainProblems(canonicalConfig(spec, whole).passed, spec.type),
    ...(await egressProblems(spec, config, guardConnection)),
  ])
  const values = configs.map(({ value }) => value).filter((value) => !isOfThePlace(value.name))
  const errors = [
    ...unread.map((problem) => `${problem.name}: ${problem.message}`),
    ...values.flatMap((value) => value.errors.map((error) => `${value.name}: ${error}`)),
  ]
  if (errors.length > 0) throw new BadFile(file, errors.join('\n  '))
  return {
    name,
    spec,
    dialect,
    config,
    registry: await registryOf(file, { given: whole, config, dialect, kind: spec.type }),
    warnings: warnings.filter(({ name: of }) => !isOfTheRegistry(of)).map(({ message }) => message),
  }
}

function givenConfig(text: string): ReturnType<typeof readConfigValues> {
  const json = text.trimStart().startsWith('{') ? parseConnectorJson(text) : null
  return readConfigValues(json?.ok === true ? json.config : parseProperties(text))
}

/** Those of the worker's file whose kind the connector does not set itself: properties belong to the class beside them. */
function defaultConverters(
  given: ConnectorConfig,
  converters: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(converters).filter(
      ([name]) => (given[`${name.split('.', 1)[0] ?? ''}.converter`] ?? '') === '',
    ),
  )
}
