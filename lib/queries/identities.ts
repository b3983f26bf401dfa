import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { identityListDto } from '@/lib/identities/schema'
import { api } from '@/lib/queries/api'

const root = '/api/console/account/identities'

export const identityKeys = { all: ['identities'] as const }

export const ownIdentitiesQuery = queryOptions({
  queryKey: identityKeys.all,
  queryFn: ({ signal }) => api.get(root, { schema: identityListDto, signal }),
})

/** The sign-in at the provider that follows is what links. */
export const startLinking = (): Promise<undefined> => api.post(`${root}/link`, { body: {} })

export const useUnlinkIdentity = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.delete(`${root}/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: identityKeys.all }),
  })
}
