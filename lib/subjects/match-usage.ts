// Who uses a subject, by the names that serializers give subjects. Pure.
import { subjectName, type SubjectNameStrategy } from '@/lib/serdes/subject-name'
import { defaultContext, type QualifiedName } from '@/lib/subjects/qualified-name'
import type { ConnectorUse, SubjectUsage, TopicUse } from '@/lib/subjects/summary-schema'

export type ClusterPlace = { clusterId: string; clusterName: string }
/** A connector's hold on one topic's keys or values. */
export type ConnectorSource = Omit<ConnectorUse, 'strategy'> & {
  strategy: SubjectNameStrategy
  context: string
}
export type UsageSources = {
  topics: readonly (ClusterPlace & { topic: string })[]
  connectors: readonly ConnectorSource[]
  unread: readonly ClusterPlace[]
}

/** Whether it takes the schema's record name to know who uses this subject: it is not one by a topic's name alone. */
export const wantsRecordName = ({ name }: QualifiedName): boolean => !/-(key|value)$/.test(name)

/** `recordName`: of the subject's latest schema, null where it has none or it was not read. */
export function matchUsage(
  subject: QualifiedName,
  recordName: string | null,
  sources: UsageSources,
): SubjectUsage {
  return {
    topics: sources.topics.flatMap((source) => topicUses(subject, recordName, source)),
    connectors: sources.connectors.flatMap(({ context, ...source }) => {
      const named = subjectName(source.strategy, { ...source, recordName })
      return context === subject.context && named === subject.name ? [source] : []
    }),
    unread: [...sources.unread],
  }
}

/** Clients of a topic name subjects of the default context, unless they are told otherwise. */
function topicUses(
  { context, name }: QualifiedName,
  recordName: string | null,
  source: ClusterPlace & { topic: string },
): TopicUse[] {
  if (context !== defaultContext || !name.startsWith(`${source.topic}-`)) return []
  for (const part of ['key', 'value'] as const)
    if (name === `${source.topic}-${part}`) return [{ ...source, strategy: 'TopicNameStrategy', part }]
  return subjectName('TopicRecordNameStrategy', { topic: source.topic, part: 'value', recordName }) === name
    ? [{ ...source, strategy: 'TopicRecordNameStrategy', part: null }]
    : []
}
