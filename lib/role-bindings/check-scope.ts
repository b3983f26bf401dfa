// Whether a role may be bound at a resource name: the name is ours, what it names exists, and the role knows that level.
import { environmentCrn, parseCrn, type ParsedCrn, type ResourceType } from '@/lib/crn'
import { db } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { isRoleName, roles, type RoleName } from '@/lib/permissions'
import type { Role, Scope } from '@/lib/roles/table'

const invalid = (path: string, message: string): AppError =>
  new AppError('invalid', message, { fields: [{ path, message }] })

export function requireRole(name: string): RoleName {
  if (isRoleName(name)) return name
  throw invalid('role_name', `There is no role ${name}. Roles: ${Object.keys(roles).join(', ')}.`)
}

export function requireScope(
  organizationId: string,
  roleName: RoleName,
  crnPattern: string,
  field = 'crn_pattern',
): ParsedCrn {
  const parsed = parseCrn(crnPattern)
  if (parsed?.organizationId !== organizationId || !isPlainlySpelt(parsed, crnPattern))
    throw invalid(
      'crn_pattern',
      'This is not the resource name of anything in this organization. Use the resource_name of the organization, environment or cluster, followed by /kafka=lkc-…/topic=… or the like for one resource.',
    )
  const scope = scopeOf(parsed, crnPattern)
  const { scopes }: Role = roles[roleName]
  if (scope === null || !scopes.includes(scope) || !hasResourceType(roleName, parsed))
    throw invalid(
      field,
      `${roleName} is bound at the level of ${scopes.join(' or ')}, and this name is ${scope === null ? 'of none of them' : 'of another kind'}.`,
    )
  return parsed
}

export async function requirePlace(place: ParsedCrn): Promise<void> {
  if (!(await exists(place)))
    throw invalid('crn_pattern', 'The environment, cluster or registry that this names does not exist.')
}

/** Escapes belong into names of topics and the like; in ids they would only hide what a binding is about. */
function isPlainlySpelt(
  { organizationId, environmentId, clusterId, registryId }: ParsedCrn,
  crn: string,
): boolean {
  if (environmentId === undefined) return true
  const environment = environmentCrn(organizationId, environmentId)
  const below = clusterId ? `/cloud-cluster=${clusterId}` : registryId ? `/schema-registry=${registryId}` : ''
  return crn === environment + below || crn.startsWith(`${environment}${below}/`)
}

function scopeOf({ environmentId, clusterId, registryId, resource }: ParsedCrn, crn: string): Scope | null {
  if (resource) return 'resource'
  if (clusterId !== undefined) return crn.endsWith(`/cloud-cluster=${clusterId}`) ? 'cluster' : null
  if (registryId !== undefined) return null
  return environmentId === undefined ? 'organization' : 'environment'
}

/** ksqlDB clusters are KsqlAdmin's, all other resources are those of the developers' roles. */
function hasResourceType(roleName: RoleName, { resource }: ParsedCrn): boolean {
  if (!resource) return true
  const isKsql = (type: ResourceType): boolean => type === 'ksql'
  return isKsql(resource.type) === (roleName === 'KsqlAdmin')
}

async function exists({ organizationId, environmentId, clusterId, registryId }: ParsedCrn): Promise<boolean> {
  const place = { organizationId, ...(environmentId ? { environmentId } : {}) }
  if (clusterId !== undefined)
    return (await db.kafkaCluster.count({ where: { id: clusterId, ...place, desired: 'PRESENT' } })) > 0
  if (registryId !== undefined)
    return (await db.schemaRegistry.count({ where: { id: registryId, ...place } })) > 0
  if (environmentId !== undefined)
    return (await db.environment.count({ where: { id: environmentId, organizationId } })) > 0
  return true
}
