import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  serviceAccountDto,
  serviceAccountListDto,
  type UpdateServiceAccountInput,
} from '@/lib/service-accounts/schema'
import { api, listAll, perform } from '@/lib/queries/api'
import { requests } from '@/lib/queries/requests'

const root = '/iam/v2/service-accounts'

export const serviceAccountKeys = {
  all: ['service-accounts'] as const,
  list: () => [...serviceAccountKeys.all, 'list'] as const,
  one: (id: string) => [...serviceAccountKeys.all, 'one', id] as const,
}

export const serviceAccountsQuery = queryOptions({
  queryKey: serviceAccountKeys.list(),
  queryFn: ({ signal }) => listAll(root, { schema: serviceAccountListDto, signal }),
})

export const serviceAccountQuery = (id: string) =>
  queryOptions({
    queryKey: serviceAccountKeys.one(id),
    queryFn: ({ signal }) => api.get(`${root}/${id}`, { schema: serviceAccountDto, signal }),
  })

const useInvalidate = () => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: serviceAccountKeys.all })
}

export type NewServiceAccount = { display_name: string; description: string }

export const useCreateServiceAccount = () => {
  const onSuccess = useInvalidate()
  return useMutation({
    mutationFn: async (input: NewServiceAccount) =>
      (await perform(requests.serviceAccounts.create(input), { schema: serviceAccountDto })).data,
    onSuccess,
  })
}

export const useUpdateServiceAccount = (id: string) => {
  const onSuccess = useInvalidate()
  return useMutation({
    mutationFn: (input: UpdateServiceAccountInput) =>
      perform(requests.serviceAccounts.update(id, changed(input)), { schema: serviceAccountDto }),
    onSuccess,
  })
}

const changed = ({ display_name: name, description }: UpdateServiceAccountInput) => ({
  ...(name === undefined ? {} : { display_name: name }),
  ...(description === undefined ? {} : { description }),
})

/** Takes its keys and role bindings along. */
export const useDeleteServiceAccount = () => {
  const client = useQueryClient()
  const invalidate = useInvalidate()
  return useMutation({
    mutationFn: (id: string) => perform(requests.serviceAccounts.delete(id)),
    // Not awaited: the open page of what is gone would be read again in vain.
    onSuccess: () => {
      void invalidate()
      void client.invalidateQueries({ queryKey: ['api-keys'] })
      void client.invalidateQueries({ queryKey: ['role-bindings'] })
    },
  })
}
