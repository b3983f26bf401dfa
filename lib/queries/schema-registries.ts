import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, perform } from '@/lib/queries/api'
import { registryPath, subjectRequests } from '@/lib/queries/subject-requests'
import {
  externalRegistryDto,
  registryTestResult,
  type ExternalRegistryInput,
} from '@/lib/schema-registries/external-schema'
import { registryListDto } from '@/lib/schema-registries/schema'

export const registryKeys = {
  all: ['schema-registries'] as const,
  of: (environmentId: string) => [...registryKeys.all, environmentId] as const,
  external: (registryId: string) => [...registryKeys.all, registryId, 'external'] as const,
}

/** The Schema Registry of an environment: one, or none yet. */
export const schemaRegistriesQuery = (environmentId: string) =>
  queryOptions({
    queryKey: registryKeys.of(environmentId),
    queryFn: async ({ signal }) =>
      (
        await api.get('/srcm/v3/clusters', {
          schema: registryListDto,
          query: { environment: environmentId },
          signal,
        })
      ).data,
  })

/** How an attached registry is reached; null: it is ours. */
export const externalRegistryQuery = (registryId: string) =>
  queryOptions({
    queryKey: registryKeys.external(registryId),
    queryFn: async ({ signal }) =>
      (await api.get(registryPath(registryId), { schema: externalRegistryDto, signal })).external,
  })

export const useTestRegistry = (registryId: string) =>
  useMutation({
    mutationFn: (input: ExternalRegistryInput) =>
      api.post(registryPath(registryId, 'test-connection'), { body: input, schema: registryTestResult }),
    gcTime: 0,
  })

/** Attaches a registry, changes how it is reached, or with null goes back to ours. */
export const useAttachRegistry = (registryId: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: ExternalRegistryInput | null) =>
      perform(
        input
          ? subjectRequests.schemaRegistries.attach(registryId, input)
          : subjectRequests.schemaRegistries.detach(registryId),
      ),
    // A password must not outlive the form in the mutation cache.
    gcTime: 0,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: registryKeys.all })
      await client.invalidateQueries({ queryKey: ['subjects', registryId] })
    },
  })
}
