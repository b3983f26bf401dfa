import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { isAllowed, type Action } from '@/lib/permissions'
import { organizationCrn } from '@/lib/crn'
import { api } from '@/lib/queries/api'
import { sessionDto, whoami } from '@/lib/sessions/schema'
import type { ChangePasswordInput } from '@/lib/users/schema'

export const sessionKeys = {
  all: ['sessions'] as const,
  me: () => [...sessionKeys.all, 'me'] as const,
  own: () => [...sessionKeys.all, 'own'] as const,
}

export const sessionQuery = queryOptions({
  queryKey: sessionKeys.me(),
  queryFn: ({ signal }) => api.get('/api/console/session', { schema: whoami, signal }),
  staleTime: 5 * 60_000,
})

const ownSessionsDto = z.object({ data: z.array(sessionDto) })

export const ownSessionsQuery = queryOptions({
  queryKey: sessionKeys.own(),
  queryFn: async ({ signal }) =>
    (await api.get('/api/console/account/sessions', { schema: ownSessionsDto, signal })).data,
})

/** Why an action is closed to this person, or undefined when it is open; for `disabledReason`. The server decides again. */
export function useDeniedReason(action: Action, crn?: string): string | undefined {
  const { data } = useQuery(sessionQuery)
  if (!data) return undefined
  const bindings = data.bindings.map((b) => ({ roleName: b.role_name, crnPattern: b.crn_pattern }))
  return isAllowed(bindings, action, crn ?? organizationCrn(data.organization.id))
    ? undefined
    : 'Your roles do not allow this. Ask an administrator of the organization.'
}

export const useChangePassword = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: ChangePasswordInput) => api.post('/api/console/account/password', { body: input }),
    gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: sessionKeys.own() }),
  })
}

export const useEndSession = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.delete(`/api/console/account/sessions/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionKeys.own() }),
  })
}
