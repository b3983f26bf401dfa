import { queryOptions } from '@tanstack/react-query'
import { api } from '@/lib/queries/api'
import { topicSubjectsQuery } from '@/lib/queries/data-contracts'
import { registryPath } from '@/lib/queries/subject-requests'
import { subjectKeys } from '@/lib/queries/subjects'
import { schemaFormDto } from '@/lib/subjects/form-schema'

/** One schema, as producing names it. */
export type SchemaAt = { id: number } | { subject: string; version: number | 'latest' }

/** What a form for one record of the schema is made of; `message` of Protobuf, the first one when null. */
export const schemaFormQuery = (registryId: string, schema: SchemaAt, message: string | null) =>
  queryOptions({
    queryKey: [...subjectKeys.all(registryId), 'form', schema, message] as const,
    queryFn: ({ signal }) =>
      api.get(registryPath(registryId, 'schema-form'), {
        schema: schemaFormDto,
        query: { ...schema, message },
        signal,
      }),
    retry: false,
  })

/** Whether key and value of the topic have a subject of their own: asked by its list, as a subject that is not there is no error. */
export const topicContractsQuery = (registryId: string, topic: string) =>
  queryOptions({
    ...topicSubjectsQuery(registryId, topic),
    select: (names) => ({ key: names.includes(`${topic}-key`), value: names.includes(`${topic}-value`) }),
    // A registry that is away must not keep anyone from producing text.
    retry: false,
  })
