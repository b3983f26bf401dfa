import { queryOptions } from '@tanstack/react-query'
import { api } from '@/lib/queries/api'
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
