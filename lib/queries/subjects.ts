// Subjects of one Schema Registry, ours or an attached one: its REST API through the console's proxy.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { api, perform } from '@/lib/queries/api'
import { registryPath, subjectRequests } from '@/lib/queries/subject-requests'
import { compatibilityDto, registeredDto, versionDto, type RegisterInput } from '@/lib/subjects/rest-schema'

const encode = encodeURIComponent
const requests = subjectRequests.subjects

/** The noun comes first: live events of `subjects` touch all of these. */
export const subjectKeys = {
  all: (registryId: string) => ['subjects', registryId] as const,
  one: (registryId: string, subject: string) => ['subjects', registryId, 'of', subject] as const,
  versions: (registryId: string, subject: string) =>
    [...subjectKeys.one(registryId, subject), 'versions'] as const,
  version: (registryId: string, subject: string, version: number | 'latest') =>
    [...subjectKeys.versions(registryId, subject), version] as const,
  config: (registryId: string, subject: string | null) =>
    ['subjects', registryId, 'config', subject] as const,
  mode: (registryId: string, subject: string | null) => ['subjects', registryId, 'mode', subject] as const,
}

/** Numbers of the versions, those that are deleted softly only when wanted; null: no such subject. */
export const versionsQuery = (registryId: string, subject: string, hasDeleted = false) =>
  queryOptions({
    queryKey: [...subjectKeys.versions(registryId, subject), { hasDeleted }] as const,
    queryFn: ({ signal }) =>
      api.get(registryPath(registryId, 'subjects', encode(subject), 'versions'), {
        schema: z.array(z.number()).nullable(),
        query: { deleted: hasDeleted || undefined },
        isNullWhenAbsent: true,
        signal,
      }),
  })

/** One version with its schema, softly deleted ones included; null: there is none. */
export const versionQuery = (registryId: string, subject: string, version: number | 'latest') =>
  queryOptions({
    queryKey: subjectKeys.version(registryId, subject, version),
    queryFn: ({ signal }) =>
      api.get(registryPath(registryId, 'subjects', encode(subject), 'versions', String(version)), {
        schema: versionDto.nullable(),
        query: { deleted: version === 'latest' ? undefined : true },
        isNullWhenAbsent: true,
        signal,
      }),
  })

/** Ids of the schemas that refer to this version. */
export const referencedByQuery = (registryId: string, subject: string, version: number) =>
  queryOptions({
    queryKey: [...subjectKeys.version(registryId, subject, version), 'referenced-by'] as const,
    queryFn: async ({ signal }) =>
      (await api.get(
        registryPath(registryId, 'subjects', encode(subject), 'versions', String(version), 'referencedby'),
        { schema: z.array(z.number()).nullable(), isNullWhenAbsent: true, signal },
      )) ?? [],
  })

/** Where a schema's id is used. */
export const schemaVersionsQuery = (registryId: string, id: number) =>
  queryOptions({
    queryKey: [...subjectKeys.all(registryId), 'ids', id, 'versions'] as const,
    queryFn: ({ signal }) =>
      api.get(registryPath(registryId, 'schemas', 'ids', String(id), 'versions'), {
        schema: z.array(z.object({ subject: z.string(), version: z.number() })),
        signal,
      }),
  })

/** Everything of the registry is read again. */
export const useInvalidateSubjects = (registryId: string) => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: subjectKeys.all(registryId) })
}

/** Registers a version; answers the schema's id. A clash with earlier versions is an ApiError with status 409. */
export const useRegisterSchema = (registryId: string, subject: string) => {
  const onSuccess = useInvalidateSubjects(registryId)
  return useMutation({
    mutationFn: async (input: RegisterInput) =>
      (await perform(requests.register(registryId, subject, input), { schema: registeredDto })).data,
    onSuccess,
  })
}

/** Whether the registry would take this schema, and if not, why: as registering checks it, without changing anything. */
export const checkCompatibility = (
  registryId: string,
  subject: string,
  input: RegisterInput,
  signal?: AbortSignal,
) =>
  api.post(registryPath(registryId, 'compatibility', 'subjects', encode(subject), 'versions'), {
    schema: compatibilityDto,
    query: { verbose: true },
    body: input,
    ...(signal ? { signal } : {}),
  })

export const useDeleteSubject = (registryId: string, subject: string) => {
  const onSuccess = useInvalidateSubjects(registryId)
  return useMutation({
    mutationFn: (isPermanent: boolean) => perform(requests.delete(registryId, subject, isPermanent)),
    onSuccess,
  })
}

export const useDeleteVersion = (registryId: string, subject: string) => {
  const onSuccess = useInvalidateSubjects(registryId)
  return useMutation({
    mutationFn: (at: { version: number; isPermanent: boolean }) =>
      perform(requests.deleteVersion(registryId, subject, at.version, at.isPermanent)),
    onSuccess,
  })
}
