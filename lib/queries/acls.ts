import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { aclListDto } from '@/lib/acls/schema'
import { api, perform } from '@/lib/queries/api'
import { requests, type AclRow, type ClusterPlace } from '@/lib/queries/requests'

export type { AclRow }
export const aclKeys = { list: (clusterId: string) => ['acls', clusterId] as const }

/** ACLs as the broker has them, those of role bindings among them. */
export const aclsQuery = (clusterId: string) =>
  queryOptions({
    queryKey: aclKeys.list(clusterId),
    queryFn: async ({ signal }) =>
      (await api.get(`/kafka/v3/clusters/${clusterId}/acls`, { schema: aclListDto, signal })).data,
  })

export const useCreateAcls = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ place, rows }: { place: ClusterPlace; rows: readonly AclRow[] }) =>
      perform(requests.acls.create(place, rows)),
    onSuccess: (_, { place }) => client.invalidateQueries({ queryKey: aclKeys.list(place.clusterId) }),
  })
}

export const useDeleteAcl = (place: ClusterPlace) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (acl: AclRow) => perform(requests.acls.delete(place, acl)),
    onSuccess: () => client.invalidateQueries({ queryKey: aclKeys.list(place.clusterId) }),
  })
}
