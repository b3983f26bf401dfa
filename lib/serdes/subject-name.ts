/** How a serializer chooses the subject that a record's schema is registered under. */
export type SubjectNameStrategy = 'TopicNameStrategy' | 'RecordNameStrategy' | 'TopicRecordNameStrategy'

/**
 * `recordName`: the full name of the Avro record or Protobuf message, or the title of the JSON Schema; only the
 * strategies by record need it. Null: the strategy cannot name a subject, as the schema has no name.
 * https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#subject-name-strategy
 */
export function subjectName(
  strategy: SubjectNameStrategy,
  { topic, part, recordName }: { topic: string; part: 'key' | 'value'; recordName: string | null },
): string | null {
  if (strategy === 'TopicNameStrategy') return `${topic}-${part}`
  if (recordName === null) return null
  return strategy === 'RecordNameStrategy' ? recordName : `${topic}-${recordName}`
}
