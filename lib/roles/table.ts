// One table of rights: roles → actions of the API and ACLs on brokers. What buttons show and what the documentation says comes from it too.
// Names, levels and meaning are Confluent Cloud's predefined RBAC roles.
import type { ResourceType } from '@/lib/crn'

export const actions = [
  'organization:read',
  'organization:update',
  'environments:read',
  'environments:create',
  'environments:update',
  'environments:delete',
  'clusters:read',
  'clusters:create',
  'clusters:update',
  'clusters:delete',
  'schema-registries:read',
  'schema-registries:update',
  'schema-registries:attach',
  'ksql-clusters:read',
  'ksql-clusters:create',
  'ksql-clusters:delete',
  'users:read',
  'users:create',
  'users:update',
  'users:delete',
  'service-accounts:read',
  'service-accounts:create',
  'service-accounts:update',
  'service-accounts:delete',
  'role-bindings:read',
  'role-bindings:create',
  'role-bindings:delete',
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
  'acls:read',
  'acls:create',
  'acls:delete',
  'broker-configs:read',
  'broker-configs:update',
  'client-quotas:read',
  'client-quotas:create',
  'client-quotas:update',
  'client-quotas:delete',
  'connectors:read',
  'connectors:create',
  'connectors:update',
  'connectors:operate',
  'connectors:delete',
  'subjects:read',
  'subjects:write',
  'subjects:configure',
  'subjects:delete',
  'metrics:read',
  'service-quotas:read',
  'audit-events:read',
  'own-account',
] as const

export type Action = (typeof actions)[number]

/** Kafka's ACL operations that roles compile to. */
export type AclOperation =
  'ALL' | 'READ' | 'WRITE' | 'CREATE' | 'DELETE' | 'ALTER' | 'DESCRIBE' | 'ALTER_CONFIGS' | 'DESCRIBE_CONFIGS'

/** Where a role may be bound: a whole level, or one resource (or a prefix of its names). */
export type Scope = 'organization' | 'environment' | 'cluster' | 'resource'

export type Role = {
  description: string
  scopes: readonly Scope[]
  /** Allowed on the bound place and everything below it. */
  actions: readonly Action[]
  /** Allowed on the organization itself although the role is bound below it: who grants rights must see to whom. */
  directory?: readonly Action[]
  acls?: Partial<
    Record<Extract<ResourceType, 'topic' | 'group' | 'transactional-id'> | 'cluster', readonly AclOperation[]>
  >
}

const everyAcl: Role['acls'] = {
  topic: ['ALL'],
  group: ['ALL'],
  'transactional-id': ['ALL'],
  cluster: ['ALL'],
}

const directory: readonly Action[] = ['users:read', 'service-accounts:read', 'service-quotas:read']
const startsWithOneOf = (...nouns: string[]): Action[] =>
  actions.filter((action) => nouns.includes(action.split(':')[0] ?? ''))

const clusterWork = [
  ...startsWithOneOf('topics', 'messages', 'consumer-groups', 'acls', 'broker-configs', 'client-quotas'),
  ...startsWithOneOf('connectors', 'metrics', 'api-keys', 'role-bindings', 'ksql-clusters'),
]

export const roles = {
  OrganizationAdmin: {
    description: 'Everything in the organization, its environments and its clusters.',
    scopes: ['organization'],
    actions: actions.filter((action) => action !== 'own-account'),
    acls: everyAcl,
  },
  EnvironmentAdmin: {
    description: 'Everything in one environment: its clusters, registry, connectors, keys and role bindings.',
    scopes: ['environment'],
    actions: [
      'environments:read',
      'environments:update',
      'environments:delete',
      ...startsWithOneOf('clusters', 'schema-registries', 'subjects'),
      ...clusterWork,
    ],
    directory,
    acls: everyAcl,
  },
  CloudClusterAdmin: {
    description: 'Everything in one cluster: topics, access, connectors, keys and role bindings.',
    scopes: ['cluster'],
    actions: ['clusters:read', 'clusters:update', 'clusters:delete', ...clusterWork],
    directory,
    acls: everyAcl,
  },
  Operator: {
    description: 'Sees resources and metrics, pauses, resumes and restarts connectors; sees no data.',
    scopes: ['organization', 'environment', 'cluster'],
    actions: [
      ...startsWithOneOf('metrics'),
      'organization:read',
      'environments:read',
      'clusters:read',
      'schema-registries:read',
      'ksql-clusters:read',
      'topics:read',
      'consumer-groups:read',
      'broker-configs:read',
      'client-quotas:read',
      'connectors:read',
      'connectors:operate',
      'service-quotas:read',
    ],
    acls: {
      topic: ['DESCRIBE', 'DESCRIBE_CONFIGS'],
      group: ['DESCRIBE'],
      cluster: ['DESCRIBE', 'DESCRIBE_CONFIGS'],
    },
  },
  MetricsViewer: {
    description: 'Reads metrics of the organization, an environment or a cluster, and nothing else.',
    scopes: ['organization', 'environment', 'cluster'],
    actions: ['organization:read', 'environments:read', 'clusters:read', 'metrics:read'],
  },
  ResourceOwner: {
    description:
      'Everything on the named topics, groups, transactional ids, subjects or connectors, and who else may use them.',
    scopes: ['resource'],
    actions: [
      ...startsWithOneOf('topics', 'messages', 'consumer-groups', 'connectors', 'subjects', 'role-bindings'),
    ],
    directory,
    acls: { topic: ['ALL'], group: ['ALL'], 'transactional-id': ['ALL'] },
  },
  DeveloperRead: {
    description:
      'Reads from the named topics, with the named consumer groups; reads the named subjects and connectors.',
    scopes: ['resource'],
    actions: ['topics:read', 'messages:read', 'consumer-groups:read', 'connectors:read', 'subjects:read'],
    acls: {
      topic: ['READ', 'DESCRIBE', 'DESCRIBE_CONFIGS'],
      group: ['READ', 'DESCRIBE'],
      'transactional-id': ['DESCRIBE'],
    },
  },
  DeveloperWrite: {
    description:
      'Writes to the named topics, with the named transactional ids; registers versions of the named subjects.',
    scopes: ['resource'],
    actions: [
      'topics:read',
      'messages:write',
      'connectors:read',
      'connectors:operate',
      'subjects:read',
      'subjects:write',
    ],
    acls: { topic: ['WRITE', 'DESCRIBE', 'DESCRIBE_CONFIGS'], 'transactional-id': ['WRITE', 'DESCRIBE'] },
  },
  DeveloperManage: {
    description:
      'Creates, configures and deletes the named topics, groups, subjects and connectors; sees no data.',
    scopes: ['resource'],
    actions: [
      ...startsWithOneOf('topics', 'consumer-groups', 'connectors'),
      'subjects:read',
      'subjects:configure',
      'subjects:delete',
    ],
    acls: {
      topic: ['CREATE', 'DELETE', 'ALTER', 'ALTER_CONFIGS', 'DESCRIBE', 'DESCRIBE_CONFIGS'],
      group: ['DELETE', 'DESCRIBE'],
      'transactional-id': ['DESCRIBE'],
    },
  },
  KsqlAdmin: {
    description: 'Administers ksqlDB clusters of a cluster.',
    scopes: ['cluster', 'resource'],
    actions: [...startsWithOneOf('ksql-clusters')],
  },
  DataSteward: {
    description:
      'Owns the data contracts of an environment: its subjects, and what its registry demands of them.',
    scopes: ['environment'],
    actions: [
      'environments:read',
      'schema-registries:read',
      'schema-registries:update',
      ...startsWithOneOf('subjects'),
    ],
  },
  DataDiscovery: {
    description: 'Reads the data contracts of an environment.',
    scopes: ['environment'],
    actions: ['environments:read', 'schema-registries:read', 'subjects:read'],
  },
  AccountAdmin: {
    description:
      'Manages users and service accounts of the organization and their keys; sees no data and grants no roles.',
    scopes: ['organization'],
    actions: [
      'organization:read',
      ...startsWithOneOf('users', 'service-accounts', 'api-keys'),
      'role-bindings:read',
      'service-quotas:read',
      'audit-events:read',
    ],
  },
} as const satisfies Record<string, Role>

export type RoleName = keyof typeof roles
