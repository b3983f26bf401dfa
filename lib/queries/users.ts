import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listAll, perform } from '@/lib/queries/api'
import { requests } from '@/lib/queries/requests'
import { serviceAccountsQuery } from '@/lib/queries/service-accounts'
import { userDto, userListDto, type UpdateUserInput } from '@/lib/users/schema'

export const userKeys = { all: ['users'] as const, list: () => [...userKeys.all, 'list'] as const }

export const usersQuery = queryOptions({
  queryKey: userKeys.list(),
  queryFn: ({ signal }) => listAll('/iam/v2/users', { schema: userListDto, signal }),
})

const useInvalidate = () => {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [userKeys.all, ['role-bindings'], ['api-keys']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
}

export const useUpdateUser = () => {
  const onSuccess = useInvalidate()
  return useMutation({
    mutationFn: ({ id, ...input }: UpdateUserInput & { id: string }) =>
      perform(requests.users.update(id, input), { schema: userDto }),
    onSuccess,
  })
}

/** Takes keys, role bindings and sessions along. */
export const useDeleteUser = () => {
  const onSuccess = useInvalidate()
  return useMutation({ mutationFn: (id: string) => perform(requests.users.delete(id)), onSuccess })
}

/** The name behind a principal (`User:u-…`) or an account's id; the id itself while names are read, or when one may not read them. */
export function useAccountNames(): (principalOrId: string) => string {
  const users = useQuery(usersQuery).data
  const accounts = useQuery(serviceAccountsQuery).data
  return useMemo(() => {
    const names = new Map<string, string>()
    for (const { id, full_name: fullName, email } of users ?? []) names.set(id, fullName || email)
    for (const { id, display_name: name } of accounts ?? []) names.set(id, name)
    return (principalOrId) => {
      const id = principalOrId.replace(/^User:/, '')
      return names.get(id) ?? id
    }
  }, [users, accounts])
}
