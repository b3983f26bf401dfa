import { useQuery } from '@tanstack/react-query'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { recordSubjects, topicSubjectsQuery } from '@/lib/queries/data-contracts'
import { topicsQuery } from '@/lib/queries/topics'
import type { TopicPlace } from '../../_components/topic-place'

const parts = ['value', 'key'] as const
export type Part = (typeof parts)[number]

/** Key or value, and the subject; both are in the URL. */
export function useContractSubject({ topic }: TopicPlace) {
  const [{ part, subject: chosen }, set] = useQueryStates({
    part: parseAsStringLiteral(parts).withDefault('value'),
    subject: parseAsString,
  })
  return {
    part,
    /** What belongs to the topic by its name alone. */
    usual: `${topic}-${part}`,
    subject: chosen ?? `${topic}-${part}`,
    chosen,
    choosePart: (next: Part) => void set({ part: next === 'value' ? null : next, subject: null }),
    chooseSubject: (next: string) => void set({ subject: next === `${topic}-${part}` ? null : next }),
  }
}

/** Subjects of the topic by topic and record name. */
export function useRecordSubjects(registryId: string, { clusterId, topic }: TopicPlace): string[] {
  const { data: subjects } = useQuery(topicSubjectsQuery(registryId, topic))
  const { data: topics } = useQuery(topicsQuery(clusterId))
  return recordSubjects(
    topic,
    subjects ?? [],
    (topics ?? []).map(({ name }) => name),
  )
}
