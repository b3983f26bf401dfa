// Subjects that a source connector registers schemas under, after Confluent's TopicNameStrategy in its schema context. Isomorphic.
import { isRegisteredFormat, type RegisteredFormat } from '@/lib/connectors/datagen/output/formats'
import type { ConnectorConfig } from '@/lib/connectors/config/read-config'
import { defaultContext, normalContext, printName } from '@/lib/subjects/qualified-name'

export type RegisteredSubject = { subject: string; format: RegisteredFormat }

/** Null: this side of the records needs no schema. @throws RegistryError for a name of a context that cannot be one. */
export const registeredSubject = (config: ConnectorConfig, side: 'key' | 'value'): RegisteredSubject | null =>
  subjectOf(config, side, `${config['kafka.topic'] ?? ''}-${side}`)

function subjectOf(config: ConnectorConfig, side: 'key' | 'value', name: string): RegisteredSubject | null {
  const format = config[side === 'key' ? 'output.key.format' : 'output.data.format'] ?? ''
  if (!isRegisteredFormat(format)) return null
  const given = config['schema.context.name'] ?? ''
  const context = given === '' || given === 'default' ? defaultContext : normalContext(given)
  return { subject: printName({ context, name }), format }
}

const routers =
  /\b(RegexRouter|TimestampRouter|TopicRegexRouter|MessageTimestampRouter|ByLogicalTableRouter|ChangeTopicCase|EventRouter|ExtractNewRecordState|UnwrapFromEnvelope|ExtractTopic(\$\w+)?)$/

/** Each record tells its subject: by the topic that a transform gives it, or by the name of its schema. */
function isToldByRecords(config: ConnectorConfig, side: 'key' | 'value'): boolean {
  const strategy = config[`${side}.converter.${side}.subject.name.strategy`]?.trim() ?? ''
  if (strategy !== '' && !strategy.endsWith('.TopicNameStrategy') && strategy !== 'TopicNameStrategy')
    return true
  return Object.entries(config).some(
    ([name, value]) => /^transforms\.[^.]+\.type$/.test(name) && routers.test(value.trim()),
  )
}

/** `*`: any. */
export const registeredSubjects = (config: ConnectorConfig): RegisteredSubject[] =>
  (['key', 'value'] as const).flatMap(
    (side) =>
      (isToldByRecords(config, side) ? subjectOf(config, side, '*') : registeredSubject(config, side)) ?? [],
  )
