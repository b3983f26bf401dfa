import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { apiKeyDto, apiKeyListDto, type UpdateApiKeyInput } from '@/lib/api-keys/schema'
import { api, ApiError, listAll, send } from '@/lib/queries/api'
import { sessionQuery } from '@/lib/queries/session'

const root = '/iam/v2/api-keys'

export const apiKeyKeys = {
  all: ['api-keys'] as const,
  list: (clusterId: string) => [...apiKeyKeys.all, clusterId] as const,
}

export const apiKeysQuery = (clusterId: string) =>
  queryOptions({
    queryKey: apiKeyKeys.list(clusterId),
    queryFn: ({ signal }) =>
      listAll(root, { schema: apiKeyListDto, query: { 'spec.resource': clusterId }, signal }),
  })

export type NewApiKey = { clusterId: string; displayName?: string; description?: string }
/** `isApplied` is false while the worker is away: the broker refuses the key until it is back. */
export type CreatedApiKey = { id: string; secret: string; clusterId: string; isApplied: boolean }

/** Creates a Kafka-cluster key of the signed-in user. The secret is in this answer only and is kept nowhere else. */
export const useCreateApiKey = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({
      clusterId,
      displayName = '',
      description = '',
    }: NewApiKey): Promise<CreatedApiKey> => {
      const { user } = await client.ensureQueryData(sessionQuery)
      const { id, spec, status } = await api.post(root, {
        body: {
          spec: {
            display_name: displayName,
            description,
            owner: { id: user.id, kind: 'User' },
            resource: { id: clusterId, kind: 'Cluster' },
          },
        },
        schema: apiKeyDto,
      })
      if (spec.secret === undefined)
        throw new ApiError(
          500,
          'The server made a key but did not send its secret. Delete the key and create another.',
        )
      return { id, secret: spec.secret, clusterId, isApplied: status.is_applied }
    },
    // A secret must not outlive the page in the mutation cache.
    gcTime: 0,
    onSuccess: ({ clusterId }) => client.invalidateQueries({ queryKey: apiKeyKeys.list(clusterId) }),
  })
}

const useInvalidate = () => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: apiKeyKeys.all })
}

export const useUpdateApiKey = () => {
  const onSuccess = useInvalidate()
  return useMutation({
    mutationFn: ({ id, ...spec }: { id: string } & UpdateApiKeyInput['spec']) =>
      api.patch(`${root}/${id}`, { body: { spec }, schema: apiKeyDto }),
    onSuccess,
  })
}

/** Resolves to true once the broker refuses the key, to false while that is pending. */
export const useDeleteApiKey = () => {
  const onSuccess = useInvalidate()
  return useMutation({
    mutationFn: async (id: string) => (await send('DELETE', `${root}/${id}`)).status !== 202,
    onSuccess,
  })
}
