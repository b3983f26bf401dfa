// Schemas and the messages of a topic: which subjects are a topic's, a schema inferred from messages, messages read with a schema.
import { queryOptions, useMutation } from '@tanstack/react-query'
import { z } from 'zod'
import { api } from '@/lib/queries/api'
import { registryPath } from '@/lib/queries/subject-requests'
import { subjectKeys } from '@/lib/queries/subjects'
import { inferredDto } from '@/lib/subjects/infer-schema'
import { previewDto } from '@/lib/subjects/preview-schema'
import type { RegisterInput, SchemaTypeName } from '@/lib/subjects/rest-schema'

export type TopicPart = { clusterId: string; topic: string; part: 'key' | 'value' }

const messagesPath = ({ clusterId, topic }: TopicPart, verb: string): string =>
  `/api/console/clusters/${clusterId}/topics/${encodeURIComponent(topic)}/messages/${verb}`

/** Subjects whose names start with the topic's, of whichever strategy. */
export const topicSubjectsQuery = (registryId: string, topic: string) =>
  queryOptions({
    queryKey: [...subjectKeys.all(registryId), 'of-topic', topic] as const,
    queryFn: ({ signal }) =>
      api.get(registryPath(registryId, 'subjects'), {
        schema: z.array(z.string()),
        query: { subjectPrefix: `${topic}-` },
        signal,
      }),
  })

/** Of these the topic's by topic and record name: they start with its name, and with no longer topic's. */
export function recordSubjects(
  topic: string,
  subjects: readonly string[],
  topics: readonly string[],
): string[] {
  const longer = topics.filter((name) => name.startsWith(`${topic}-`))
  return subjects.filter(
    (subject) =>
      subject.startsWith(`${topic}-`) &&
      subject !== `${topic}-key` &&
      subject !== `${topic}-value` &&
      !longer.some((name) => subject.startsWith(`${name}-`)),
  )
}

export const useInferSchema = (place: TopicPart) =>
  useMutation({
    mutationFn: (schemaType: SchemaTypeName) =>
      api.post(messagesPath(place, 'infer-schema'), {
        schema: inferredDto,
        body: { part: place.part, schemaType },
      }),
  })

export const usePreviewSchema = (place: TopicPart) =>
  useMutation({
    mutationFn: ({ schemaType, schema, references }: RegisterInput) =>
      api.post(messagesPath(place, 'preview-schema'), {
        schema: previewDto,
        body: { part: place.part, schemaType, schema, ...(references ? { references } : {}) },
      }),
  })
