import { setTimeout as pause } from 'node:timers/promises'
import {
  ConfigSources,
  ConfigTypes,
  describeConfigsV4,
  incrementalAlterConfigsV1,
  type IncrementalAlterConfigsOptions,
} from '@platformatic/kafka'
import type { KafkaConnection } from './connection'
import { itemError } from './kafka-error'
import type { Node } from './link'
import { linkTo } from './links'

export type ConfigSource =
  | 'UNKNOWN'
  | 'DYNAMIC_TOPIC_CONFIG'
  | 'DYNAMIC_BROKER_CONFIG'
  | 'DYNAMIC_DEFAULT_BROKER_CONFIG'
  | 'STATIC_BROKER_CONFIG'
  | 'DEFAULT_CONFIG'
  | 'DYNAMIC_BROKER_LOGGER_CONFIG'
  | 'CLIENT_METRICS_CONFIG'
  | 'GROUP_CONFIG'
export type ConfigType =
  'UNKNOWN' | 'BOOLEAN' | 'STRING' | 'INT' | 'SHORT' | 'LONG' | 'DOUBLE' | 'LIST' | 'CLASS' | 'PASSWORD'

export type ConfigEntry = {
  name: string
  /** null for sensitive values, which Kafka never tells. */
  value: string | null
  source: ConfigSource
  /** Whether the value was not set on this resource itself. */
  isDefault: boolean
  isReadOnly: boolean
  isSensitive: boolean
  type: ConfigType
  documentation: string | null
  /** Where the value would come from, nearest first. */
  synonyms: { name: string; value: string | null; source: ConfigSource }[]
}

export type ConfigChange =
  { name: string; operation: 'SET'; value: string } | { name: string; operation: 'DELETE' }

type WireChange = IncrementalAlterConfigsOptions['resources'][number]['configs'][number]

const VISIBLE_DEADLINE_MS = 1_000
const TOPIC = 2
const BROKER = 4
/** Among brokers, the name of what all of them have in common. */
const ALL_BROKERS = ''
// Numbers to names; the deprecated alias TOPIC_CONFIG shares number 1 and is not used.
const sources = new Map<number, string>(
  Object.entries(ConfigSources).flatMap(([name, number]) =>
    name === 'TOPIC_CONFIG' ? [] : [[number, name]],
  ),
)
const types = new Map<number, string>(Object.entries(ConfigTypes).map(([name, number]) => [number, name]))
export const sourceOf = (number: number) => (sources.get(number) ?? 'UNKNOWN') as ConfigSource

/** All configuration of a topic, with defaults, types and documentation, sorted by name. Throws `not_found`. */
export function describeTopicConfigs(connection: KafkaConnection, topic: string): Promise<ConfigEntry[]> {
  return describe(connection, 'any', TOPIC, topic, `Topic ${topic}`, 'DYNAMIC_TOPIC_CONFIG')
}

/** All configuration of one broker. */
export function describeBrokerConfigs(connection: KafkaConnection, brokerId: number): Promise<ConfigEntry[]> {
  return describe(
    connection,
    brokerId,
    BROKER,
    String(brokerId),
    `Broker ${brokerId}`,
    'DYNAMIC_BROKER_CONFIG',
  )
}

/** What is set for all brokers of the cluster while it runs (KIP-226); nothing that comes from their files or defaults. */
export function describeClusterConfigs(connection: KafkaConnection): Promise<ConfigEntry[]> {
  return describe(connection, 'any', BROKER, ALL_BROKERS, 'The brokers', 'DYNAMIC_DEFAULT_BROKER_CONFIG')
}

/** Changes only the named settings of a topic (KIP-339); all other overrides stay. Throws `invalid` with Kafka's reason. */
export async function alterTopicConfigs(
  connection: KafkaConnection,
  topic: string,
  changes: ConfigChange[],
  { validateOnly = false } = {},
): Promise<void> {
  await alter(connection, TOPIC, topic, `Topic ${topic}`, changes, validateOnly)
  if (!validateOnly) await waitUntilShown(() => describeTopicConfigs(connection, topic), changes)
}

/** The same for what all brokers have in common. */
export async function alterClusterConfigs(
  connection: KafkaConnection,
  changes: ConfigChange[],
  { validateOnly = false } = {},
): Promise<void> {
  await alter(connection, BROKER, ALL_BROKERS, 'The brokers', changes, validateOnly)
  if (!validateOnly) await waitUntilShown(() => describeClusterConfigs(connection), changes)
}

async function alter(
  connection: KafkaConnection,
  resourceType: typeof TOPIC | typeof BROKER,
  resourceName: string,
  subject: string,
  changes: ConfigChange[],
  validateOnly: boolean,
): Promise<void> {
  if (changes.length === 0) return
  const configs = changes.map((change): WireChange =>
    change.operation === 'SET'
      ? { name: change.name, configOperation: 0, value: change.value }
      : { name: change.name, configOperation: 1 },
  )
  const resources = [{ resourceType, resourceName, configs }]
  const answer = await linkTo(connection).callPartial(
    'Changing the configuration',
    'controller',
    incrementalAlterConfigsV1.api,
    resources,
    validateOnly,
  )
  const result = answer.responses[0]
  if (result !== undefined && result.errorCode !== 0)
    throw itemError(result.errorCode, result.errorMessage ?? null, subject)
}

// Brokers follow the controller some milliseconds later; who reads right after the change should see it.
async function waitUntilShown(read: () => Promise<ConfigEntry[]>, changes: ConfigChange[]): Promise<void> {
  const isShown = (change: ConfigChange, entry: ConfigEntry | undefined) =>
    change.operation === 'SET'
      ? entry?.isDefault === false && entry.value === change.value
      : entry?.isDefault !== false
  for (const deadline = Date.now() + VISIBLE_DEADLINE_MS; Date.now() < deadline; await pause(20)) {
    const entries = new Map((await read()).map((entry) => [entry.name, entry]))
    if (changes.every((change) => isShown(change, entries.get(change.name)))) return
  }
}

/** The configuration of several topics in one request; topics that are gone are left out. */
export async function describeConfigsOfTopics(
  connection: KafkaConnection,
  topics: string[],
): Promise<{ topic: string; configs: ConfigEntry[] }[]> {
  const { results } = await ask(connection, 'any', TOPIC, topics)
  return results
    .filter(({ errorCode }) => errorCode === 0)
    .map(({ resourceName, configs }) => ({
      topic: resourceName,
      configs: entriesOf(configs, 'DYNAMIC_TOPIC_CONFIG'),
    }))
}

async function describe(
  connection: KafkaConnection,
  node: Node,
  resourceType: typeof TOPIC | typeof BROKER,
  resourceName: string,
  subject: string,
  own: ConfigSource,
): Promise<ConfigEntry[]> {
  const answer = await ask(connection, node, resourceType, [resourceName])
  const result = answer.results[0]
  if (result === undefined || result.errorCode !== 0)
    throw itemError(result?.errorCode ?? -1, result?.errorMessage ?? null, subject)
  return entriesOf(result.configs, own)
}

const ask = (
  connection: KafkaConnection,
  node: Node,
  resourceType: typeof TOPIC | typeof BROKER,
  names: string[],
) =>
  linkTo(connection).callPartial(
    'Reading the configuration',
    node,
    describeConfigsV4.api,
    names.map((resourceName) => ({ resourceType, resourceName, configurationKeys: null })),
    true,
    true,
  )

type WireEntry = Awaited<ReturnType<typeof ask>>['results'][number]['configs'][number]

function entriesOf(wire: WireEntry[], own: ConfigSource): ConfigEntry[] {
  return wire
    .map((config) => ({
      name: config.name,
      value: config.value ?? null,
      source: sourceOf(config.configSource),
      isDefault: sourceOf(config.configSource) !== own,
      isReadOnly: config.readOnly,
      isSensitive: config.isSensitive,
      type: (types.get(config.configType) ?? 'UNKNOWN') as ConfigType,
      documentation: config.documentation ?? null,
      synonyms: config.synonyms.map(({ name, value, source }) => ({
        name,
        value: value ?? null,
        source: sourceOf(source),
      })),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
