import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { apiKeyDto, apiKeyListDto, type UpdateApiKeyInput } from '@/lib/api-keys/schema'
import { ApiError, listAll, perform } from '@/lib/queries/api'
import { requests, type ApiRequest } from '@/lib/queries/requests'

const root = '/iam/v2/api-keys'

export const apiKeyKeys = {
  all: ['api-keys'] as const,
  /** Of one cluster; of the organization without one. */
  list: (clusterId = 'all') => [...apiKeyKeys.all, clusterId] as const,
}

export const apiKeysQuery = (clusterId: string) =>
  queryOptions({
    queryKey: apiKeyKeys.list(clusterId),
    queryFn: ({ signal }) =>
      listAll(root, { schema: apiKeyListDto, query: { 'spec.resource': clusterId }, signal }),
  })

/** Every key that one may see, of all kinds. */
export const allApiKeysQuery = queryOptions({
  queryKey: apiKeyKeys.list(),
  queryFn: ({ signal }) => listAll(root, { schema: apiKeyListDto, signal }),
})

// Uses of a key have no event of their own; the page that watches them looks again.
export const liveApiKeysQuery = queryOptions({ ...allApiKeysQuery, refetchInterval: 5_000 })

/** What a key is for: `lkc-…`, `lsrc-…`, `cloud` or `global`. */
export type NewApiKey = {
  ownerId: string
  resourceId: string
  environmentId?: string | undefined
  displayName?: string
  description?: string
}
/** `isApplied` is false while the worker is away: the broker refuses the key until it is back. */
export type CreatedApiKey = { id: string; secret: string; resourceId: string; isApplied: boolean }

export function createApiKeyRequest(key: NewApiKey): ApiRequest {
  const { ownerId, resourceId } = key
  const kind = resourceId === 'global' ? 'Global' : 'Cluster'
  return requests.apiKeys.create(
    {
      display_name: key.displayName ?? '',
      description: key.description ?? '',
      owner: { id: ownerId, kind: ownerId.startsWith('u-') ? 'User' : 'ServiceAccount' },
      // A Cloud resource management key is one without a resource.
      ...(resourceId === 'cloud' ? {} : { resource: { id: resourceId, kind } }),
    },
    key.environmentId,
  )
}

/** The secret is in this answer only and is kept nowhere else. */
export const useCreateApiKey = () => {
  const onSuccess = useInvalidate()
  return useMutation({
    mutationFn: async (key: NewApiKey): Promise<CreatedApiKey> => {
      const { data } = await perform(createApiKeyRequest(key), { schema: apiKeyDto })
      if (data.spec.secret === undefined)
        throw new ApiError(
          500,
          'The server made a key but did not send its secret. Delete the key and create another.',
        )
      return {
        id: data.id,
        secret: data.spec.secret,
        resourceId: key.resourceId,
        isApplied: data.status.is_applied,
      }
    },
    // A secret must not outlive the page in the mutation cache.
    gcTime: 0,
    onSuccess,
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
      perform(requests.apiKeys.update(id, spec), { schema: apiKeyDto }),
    onSuccess,
  })
}

/** Resolves to true once the broker refuses the key, to false while that is pending. */
export const useDeleteApiKey = () => {
  const onSuccess = useInvalidate()
  return useMutation({
    mutationFn: async (id: string) => (await perform(requests.apiKeys.delete(id))).status !== 202,
    onSuccess,
  })
}
