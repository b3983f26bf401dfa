import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import {
  connectorCrn,
  environmentCrn,
  groupCrn,
  isAncestorCrn,
  kafkaCrn,
  organizationCrn,
  registryCrn,
  subjectCrn,
  topicCrn,
} from '@/lib/crn'
import { isAllowed, roles, rolesThatAllow, type Action, type Role } from '@/lib/permissions'
import { api } from '@/lib/queries/api'
import { sessionDto, whoami, type Whoami } from '@/lib/sessions/schema'
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

/** Where something is done: a resource name, or what one is made of. `anywhere`: on some resource below will do. */
export type Where =
  | string
  | {
      environmentId: string
      clusterId?: string
      topic?: string
      group?: string
      connector?: string
      anywhere?: true
    }
  | { environmentId: string; registryId: string; subject?: string; anywhere?: true }

/** Why an action is closed to this person, or undefined when it is open; for `disabledReason`. The server decides again. */
export function useDeniedReason(action: Action, where?: Where): string | undefined {
  const { data } = useQuery(sessionQuery)
  return data && deniedReason(data, action, where)
}

export function deniedReason(me: Whoami, action: Action, where?: Where): string | undefined {
  const bindings = me.bindings.map((b) => ({ roleName: b.role_name, crnPattern: b.crn_pattern }))
  const crn = crnOf(me.organization.id, where)
  const isAnywhere = typeof where === 'object' && where.anywhere === true
  const isOpen =
    isAllowed(bindings, action, crn) ||
    (isAnywhere &&
      bindings.some(
        ({ roleName, crnPattern }) =>
          isAncestorCrn(crn, crnPattern) &&
          ((roles as Record<string, Role>)[roleName]?.actions.includes(action) ?? false),
      ))
  if (isOpen) return undefined
  return `This needs the role ${rolesThatAllow(action).join(' or ')}. Ask an administrator of the organization for it.`
}

function crnOf(organizationId: string, where: Where | undefined): string {
  if (where === undefined) return organizationCrn(organizationId)
  if (typeof where === 'string') return where
  if ('registryId' in where) {
    const registry = registryCrn(organizationId, where.environmentId, where.registryId)
    return where.subject === undefined ? registry : subjectCrn(registry, where.subject)
  }
  const { environmentId, clusterId, topic, group, connector } = where
  if (clusterId === undefined) return environmentCrn(organizationId, environmentId)
  const kafka = kafkaCrn(organizationId, environmentId, clusterId)
  if (topic !== undefined) return topicCrn(kafka, topic)
  if (group !== undefined) return groupCrn(kafka, group)
  if (connector !== undefined) return connectorCrn(organizationId, environmentId, clusterId, connector)
  return kafka.slice(0, kafka.lastIndexOf('/kafka='))
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
