// The engine of rights. The table itself is lib/roles/table.ts; this file reads it for the API, for brokers and for buttons. Isomorphic.
import { crnCovers, isAncestorCrn, parseCrn, type ResourceType } from '@/lib/crn'
import { roles, type AclOperation, type Action, type Role, type RoleName } from '@/lib/roles/table'

export { actions, roles, type Action, type Role, type RoleName, type Scope } from '@/lib/roles/table'

export type AclRule = {
  resourceType: 'TOPIC' | 'GROUP' | 'CLUSTER' | 'TRANSACTIONAL_ID'
  resourceName: string
  patternType: 'LITERAL' | 'PREFIXED'
  operation: string
}

export const isRoleName = (name: string): name is RoleName => Object.hasOwn(roles, name)
const findRole = (name: string): Role | undefined => (isRoleName(name) ? roles[name] : undefined)

export type Binding = { roleName: string; crnPattern: string }

/** What any role gives of the places above its own: one sees the environment and the cluster in which one may do something. */
const seenFromBelow: readonly Action[] = [
  'organization:read',
  'environments:read',
  'clusters:read',
  'schema-registries:read',
]

export function isAllowed(bindings: readonly Binding[], action: Action, crn: string): boolean {
  return bindings.some(({ roleName, crnPattern }) => {
    const role = findRole(roleName)
    if (!role) return false
    if (role.actions.includes(action) && crnCovers(crnPattern, crn)) return true
    if (!isAncestorCrn(crn, crnPattern)) return false
    return seenFromBelow.includes(action) || (role.directory?.includes(action) ?? false)
  })
}

/** The environments of the organization in which the action is allowed, or on which: 'all' without looking at each. */
export function environmentsWith(
  bindings: readonly Binding[],
  action: Action,
  organizationCrn: string,
): 'all' | string[] {
  if (
    isAllowed(
      bindings.filter(({ crnPattern }) => crnPattern === organizationCrn),
      action,
      organizationCrn,
    )
  )
    return 'all'
  const ids = bindings
    .filter(({ crnPattern }) => isAncestorCrn(organizationCrn, crnPattern))
    .map(({ crnPattern }) => parseCrn(crnPattern)?.environmentId)
    .filter((id) => id !== undefined)
  return [...new Set(ids)].filter((id) => isAllowed(bindings, action, `${organizationCrn}/environment=${id}`))
}

export const rolesThatAllow = (action: Action): RoleName[] =>
  (Object.keys(roles) as RoleName[]).filter((name) => (roles[name] as Role).actions.includes(action))

/** The ACLs that these bindings of one principal give on the cluster named by `clusterCrn` (up to `/cloud-cluster=…`). */
export function compileAcls(bindings: readonly Binding[], clusterCrn: string): AclRule[] {
  const rules = bindings.flatMap(({ roleName, crnPattern }) => {
    const acls = findRole(roleName)?.acls
    if (!acls) return []
    if (crnCovers(crnPattern, clusterCrn)) return wholeCluster(acls)
    return isAncestorCrn(clusterCrn, crnPattern) ? onResource(acls, crnPattern) : []
  })
  return [...new Map(rules.map((rule) => [Object.values(rule).join('|'), rule])).values()]
}

const aclTypes = {
  topic: 'TOPIC',
  group: 'GROUP',
  'transactional-id': 'TRANSACTIONAL_ID',
} as const satisfies Partial<Record<ResourceType, AclRule['resourceType']>>
type AclType = keyof typeof aclTypes

const rulesFor = (
  resourceType: AclRule['resourceType'],
  resourceName: string,
  patternType: AclRule['patternType'],
  operations: readonly AclOperation[] | undefined,
): AclRule[] =>
  (operations ?? []).map((operation) => ({ resourceType, resourceName, patternType, operation }))

function wholeCluster(acls: NonNullable<Role['acls']>): AclRule[] {
  return [
    ...(Object.keys(aclTypes) as AclType[]).flatMap((type) =>
      rulesFor(aclTypes[type], '*', 'LITERAL', acls[type]),
    ),
    ...rulesFor('CLUSTER', 'kafka-cluster', 'LITERAL', acls.cluster),
  ]
}

function onResource(acls: NonNullable<Role['acls']>, crnPattern: string): AclRule[] {
  const resource = parseCrn(crnPattern)?.resource
  if (!resource || !Object.hasOwn(aclTypes, resource.type)) return []
  const type = resource.type as AclType
  const isEverything = resource.isPrefix && resource.name === ''
  const patternType = resource.isPrefix && !isEverything ? 'PREFIXED' : 'LITERAL'
  return rulesFor(aclTypes[type], isEverything ? '*' : resource.name, patternType, acls[type])
}
