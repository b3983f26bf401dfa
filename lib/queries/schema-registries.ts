import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { api } from '@/lib/queries/api'

const registryListDto = z.object({
  data: z.array(z.object({ id: z.string(), spec: z.object({ display_name: z.string() }) })),
})

/** The Schema Registry of an environment: one, or none yet. */
export const schemaRegistriesQuery = (environmentId: string) =>
  queryOptions({
    queryKey: ['schema-registries', environmentId] as const,
    queryFn: async ({ signal }) =>
      (
        await api.get('/srcm/v3/clusters', {
          schema: registryListDto,
          query: { environment: environmentId },
          signal,
        })
      ).data,
  })
