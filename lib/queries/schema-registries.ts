import { queryOptions } from '@tanstack/react-query'
import { api } from '@/lib/queries/api'
import { registryListDto } from '@/lib/schema-registries/schema'

export const registryKeys = { of: (environmentId: string) => ['schema-registries', environmentId] as const }

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
