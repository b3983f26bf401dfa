// One table of rights: roles → permissions of the API and ACLs on the broker. Isomorphic; the console reads it to show what one may do.
import { crnCovers } from '@/lib/crn'

export const actions = [
  'organization:read',
  'environments:read',
  'environments:create',
  'environments:update',
  'environments:delete',
  'clusters:read',
  'clusters:create',
  'clusters:update',
  'clusters:delete',
  'api-keys:read',
  'api-keys:create',
  'api-keys:update',
  'api-keys:delete',
  'topics:read',
  'topics:create',
  'topics:update',
  'topics:delete',
  'messages:read',
  'messages:write',
  'consumer-groups:read',
  'connectors:read',
  'connectors:create',
  'connectors:update',
  'connectors:delete',
  'metrics:read',
  'own-account',
] as const

export type Action = (typeof actions)[number]

export type AclRule = {
  resourceType: 'TOPIC' | 'GROUP' | 'CLUSTER' | 'TRANSACTIONAL_ID'
  resourceName: string
  patternType: 'LITERAL' | 'PREFIXED'
  operation: string
}

type Role = { description: string; actions: readonly Action[]; acls: readonly AclRule[] }

const everything: AclRule[] = [
  { resourceType: 'TOPIC', resourceName: '*', patternType: 'LITERAL', operation: 'ALL' },
  { resourceType: 'GROUP', resourceName: '*', patternType: 'LITERAL', operation: 'ALL' },
  { resourceType: 'TRANSACTIONAL_ID', resourceName: '*', patternType: 'LITERAL', operation: 'ALL' },
  { resourceType: 'CLUSTER', resourceName: 'kafka-cluster', patternType: 'LITERAL', operation: 'ALL' },
]

export const roles = {
  OrganizationAdmin: {
    description: 'Everything in the organization, its environments and its clusters.',
    actions,
    acls: everything,
  },
} as const satisfies Record<string, Role>

export type RoleName = keyof typeof roles
export const isRoleName = (name: string): name is RoleName => Object.hasOwn(roles, name)

export type Binding = { roleName: string; crnPattern: string }

export function isAllowed(bindings: readonly Binding[], action: Action, crn: string): boolean {
  return bindings.some(
    ({ roleName, crnPattern }) =>
      isRoleName(roleName) &&
      (roles[roleName].actions as readonly Action[]).includes(action) &&
      crnCovers(crnPattern, crn),
  )
}

/** The ACLs that these bindings of one principal give on the cluster named by `crn`. */
export function compileAcls(bindings: readonly Binding[], crn: string): AclRule[] {
  return bindings.flatMap(({ roleName, crnPattern }) =>
    isRoleName(roleName) && crnCovers(crnPattern, crn) ? [...roles[roleName].acls] : [],
  )
}
