// Subjects that a source connector registers schemas under, after Confluent's TopicNameStrategy in its schema context. Isomorphic.
import { isRegisteredFormat, type RegisteredFormat } from '@/lib/connectors/datagen/output/formats'
import type { ConnectorConfig } from '@/lib/connectors/config/read-config'
import { defaultContext, normalContext, printName } from '@/lib/subjects/qualified-name'

export type RegisteredSubject = { subject: string; format: RegisteredFormat }

/** Null: this side of the records needs no schema. @throws RegistryError for a name of a context that cannot be one. */
export function registeredSubject(config: ConnectorConfig, side: 'key' | 'value'): RegisteredSubject | null {
  const format = config[side === 'key' ? 'output.key.format' : 'output.data.format'] ?? ''
  if (!isRegisteredFormat(format)) return null
  const given = config['schema.context.name'] ?? ''
  const context = given === '' || given === 'default' ? defaultContext : normalContext(given)
  return { subject: printName({ context, name: `${config['kafka.topic'] ?? ''}-${side}` }), format }
}

export const registeredSubjects = (config: ConnectorConfig): RegisteredSubject[] =>
  (['key', 'value'] as const).flatMap((side) => registeredSubject(config, side) ?? [])
