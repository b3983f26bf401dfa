// The table of roles in the shape in which Confluent's command line lists it and checks what may be bound to what.
import { isRoleName } from '@/lib/permissions'
import { roles, type Action, type Role, type RoleName } from '@/lib/roles/table'
import type { RoleDefinition } from '@/lib/cli/schema'

const resourceTypes: Record<string, string> = {
  organization: 'Organization',
  environments: 'Environment',
  clusters: 'CloudCluster',
  'schema-registries': 'SchemaRegistry',
  'ksql-clusters': 'KsqlCluster',
  users: 'User',
  'service-accounts': 'ServiceAccount',
  'role-bindings': 'RoleBinding',
  'api-keys': 'ApiKey',
  topics: 'Topic',
  messages: 'Topic',
  'consumer-groups': 'Group',
  acls: 'Cluster',
  'broker-configs': 'Cluster',
  'client-quotas': 'ClientQuota',
  connectors: 'Connector',
  subjects: 'Subject',
  metrics: 'Metrics',
  'service-quotas': 'ServiceQuota',
  'audit-events': 'AuditLog',
}
const kafkaTypes = {
  topic: 'Topic',
  group: 'Group',
  'transactional-id': 'TransactionalId',
  cluster: 'Cluster',
} as const

const scopes = { organization: 'organization', environment: 'environment', cluster: 'cluster' } as const

const titled = (text: string): string =>
  text
    .toLowerCase()
    .split(/[-_]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')

function allowedOperations({
  actions,
  acls = {},
}: Role): RoleDefinition['policies'][number]['allowedOperations'] {
  const byType = new Map<string, Set<string>>()
  const add = (type: string, operation: string): void => {
    byType.set(type, (byType.get(type) ?? new Set()).add(titled(operation)))
  }
  for (const action of actions) {
    const [noun = '', verb = ''] = (action satisfies Action).split(':')
    const type = resourceTypes[noun]
    if (type) add(type, verb)
  }
  for (const [type, operations] of Object.entries(acls))
    for (const operation of operations) add(kafkaTypes[type as keyof typeof kafkaTypes], operation)
  return [...byType].map(([resourceType, operations]) => ({ resourceType, operations: [...operations] }))
}

export function roleDefinition(name: RoleName): RoleDefinition {
  const role: Role = roles[name]
  return {
    name,
    policies: role.scopes.map((scope) => ({
      bindingScope: scope === 'resource' ? 'cluster' : scopes[scope],
      bindWithResource: scope === 'resource',
      allowedOperations: allowedOperations(role),
    })),
  }
}

/** Clients ask once per namespace and add the answers up; all of our roles are public ones. */
export const isPublicNamespace = (namespace: string | undefined): boolean =>
  !namespace || namespace.split(',').includes('public')

export const listRoleDefinitions = (namespace: string | undefined): RoleDefinition[] =>
  isPublicNamespace(namespace) ? (Object.keys(roles) as RoleName[]).map(roleDefinition) : []

export const findRoleDefinition = (name: string, namespace: string | undefined): RoleDefinition | null =>
  isPublicNamespace(namespace) && isRoleName(name) ? roleDefinition(name) : null
