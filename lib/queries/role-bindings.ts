import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { listAll, perform } from '@/lib/queries/api'
import { requests } from '@/lib/queries/requests'
import {
  roleBindingDto,
  roleBindingListDto,
  type CreateRoleBindingInput,
  type RoleBindingDto,
} from '@/lib/role-bindings/schema'

export const roleBindingKeys = { all: ['role-bindings'] as const }

/** Every binding that one may see; a page shows those of its place or account. */
export const roleBindingsQuery = queryOptions({
  queryKey: roleBindingKeys.all,
  queryFn: ({ signal }) => listAll('/iam/v2/role-bindings', { schema: roleBindingListDto, signal }),
})

export const bindingsOf = (bindings: readonly RoleBindingDto[] | undefined, accountId: string) =>
  bindings?.filter(({ principal }) => principal === `User:${accountId}`)

const useInvalidate = () => {
  const client = useQueryClient()
  // One's own rights may be among them, and the ACLs that roles compile to change too.
  return () =>
    Promise.all(
      [roleBindingKeys.all, ['sessions'], ['acls']].map((queryKey) => client.invalidateQueries({ queryKey })),
    )
}

export const useCreateRoleBinding = () => {
  const onSuccess = useInvalidate()
  return useMutation({
    mutationFn: (input: CreateRoleBindingInput) =>
      perform(requests.roleBindings.create(input), { schema: roleBindingDto }),
    onSuccess,
  })
}

export const useDeleteRoleBinding = () => {
  const onSuccess = useInvalidate()
  return useMutation({ mutationFn: (id: string) => perform(requests.roleBindings.delete(id)), onSuccess })
}
