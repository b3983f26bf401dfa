import { describe, expect, test } from 'vitest'
import { clusterCrn, environmentCrn, groupCrn, kafkaCrn, organizationCrn, topicCrn } from '@/lib/crn'
import {
  actions,
  compileAcls,
  environmentsWith,
  isAllowed,
  roles,
  rolesThatAllow,
  type Action,
  type RoleName,
} from '@/lib/permissions'
import type { Role } from '@/lib/roles/table'

const organization = organizationCrn('o-1')
const environment = environmentCrn('o-1', 'env-1')
const cluster = clusterCrn('o-1', 'env-1', 'lkc-1')
const kafka = kafkaCrn('o-1', 'env-1', 'lkc-1')
const bind = (roleName: RoleName, crnPattern: string) => [{ roleName, crnPattern }]

// One letter per role, so that the whole of who may do what is to be read at once.
const letters: Record<RoleName, string> = {
  OrganizationAdmin: 'O',
  EnvironmentAdmin: 'E',
  CloudClusterAdmin: 'C',
  Operator: 'P',
  MetricsViewer: 'M',
  ResourceOwner: 'X',
  DeveloperRead: 'R',
  DeveloperWrite: 'W',
  DeveloperManage: 'D',
  KsqlAdmin: 'K',
  DataSteward: 'S',
  DataDiscovery: 'V',
  AccountAdmin: 'A',
}
const expected: Record<Action, string> = {
  'organization:read': 'OPMA',
  'organization:update': 'O',
  'environments:read': 'OEPMSV',
  'environments:create': 'O',
  'environments:update': 'OE',
  'environments:delete': 'OE',
  'clusters:read': 'OECPM',
  'clusters:create': 'OE',
  'clusters:update': 'OEC',
  'clusters:delete': 'OEC',
  'schema-registries:read': 'OEPSV',
  'schema-registries:update': 'OES',
  'schema-registries:attach': 'OE',
  'ksql-clusters:read': 'OECPK',
  'ksql-clusters:create': 'OECK',
  'ksql-clusters:delete': 'OECK',
  'users:read': 'OA',
  'users:create': 'OA',
  'users:update': 'OA',
  'users:delete': 'OA',
  'service-accounts:read': 'OA',
  'service-accounts:create': 'OA',
  'service-accounts:update': 'OA',
  'service-accounts:delete': 'OA',
  'role-bindings:read': 'OECXA',
  'role-bindings:create': 'OECX',
  'role-bindings:delete': 'OECX',
  'api-keys:read': 'OECA',
  'api-keys:create': 'OECA',
  'api-keys:update': 'OECA',
  'api-keys:delete': 'OECA',
  'topics:read': 'OECPXRWD',
  'topics:create': 'OECXD',
  'topics:update': 'OECXD',
  'topics:delete': 'OECXD',
  'messages:read': 'OECXR',
  'messages:write': 'OECXW',
  'consumer-groups:read': 'OECPXRD',
  'acls:read': 'OEC',
  'acls:create': 'OEC',
  'acls:delete': 'OEC',
  'broker-configs:read': 'OECP',
  'broker-configs:update': 'OEC',
  'client-quotas:read': 'OECP',
  'client-quotas:create': 'OEC',
  'client-quotas:update': 'OEC',
  'client-quotas:delete': 'OEC',
  'connectors:read': 'OECPXRWD',
  'connectors:create': 'OECXD',
  'connectors:update': 'OECXD',
  'connectors:operate': 'OECPXWD',
  'connectors:delete': 'OECXD',
  'subjects:read': 'OEXRWDSV',
  'subjects:write': 'OEXWS',
  'subjects:configure': 'OEXDS',
  'subjects:delete': 'OEXDS',
  'metrics:read': 'OECPM',
  'service-quotas:read': 'OPA',
  'audit-events:read': 'OA',
  'own-account': '',
}

describe('the table of roles', () => {
  test.each(actions)('%s', (action) => {
    const sorted = (text: string): string => [...text].sort().join('')
    expect(
      sorted(
        rolesThatAllow(action)
          .map((name) => letters[name])
          .join(''),
      ),
    ).toBe(sorted(expected[action]))
  })

  test('each role is bound where Confluent binds it', () => {
    const scopes = Object.fromEntries(
      Object.entries(roles).map(([name, role]) => [name, role.scopes.join(' ')]),
    )
    expect(scopes).toEqual({
      OrganizationAdmin: 'organization',
      AccountAdmin: 'organization',
      EnvironmentAdmin: 'environment',
      DataSteward: 'environment',
      DataDiscovery: 'environment',
      CloudClusterAdmin: 'cluster',
      Operator: 'organization environment cluster',
      MetricsViewer: 'organization environment cluster',
      KsqlAdmin: 'cluster resource',
      ResourceOwner: 'resource',
      DeveloperRead: 'resource',
      DeveloperWrite: 'resource',
      DeveloperManage: 'resource',
    })
  })

  test('what a role may do, it may do where it is bound and below, and nowhere else', () => {
    const places = {
      organization: [organization, environmentCrn('o-1', 'env-9')],
      environment: [environment, topicCrn(kafkaCrn('o-1', 'env-1', 'lkc-9'), 't')],
      cluster: [cluster, topicCrn(kafka, 't')],
      resource: [`${kafka}/topic=orders*`, topicCrn(kafka, 'orders-eu')],
    } as const
    const elsewhere = {
      organization: organizationCrn('o-2'),
      environment: environmentCrn('o-1', 'env-2'),
      cluster: clusterCrn('o-1', 'env-1', 'lkc-2'),
      resource: topicCrn(kafka, 'payments'),
    }
    for (const [name, role] of Object.entries(roles) as [RoleName, Role][])
      for (const scope of role.scopes) {
        const [place, below] = places[scope]
        for (const action of role.actions) {
          expect([name, action, isAllowed(bind(name, place), action, below)]).toEqual([name, action, true])
          const isElsewhere = isAllowed(bind(name, place), action, elsewhere[scope])
          expect([name, action, isElsewhere]).toEqual([name, action, false])
        }
      }
  })

  test('who has a role somewhere sees the places above it, and nothing else of them', () => {
    const [developer, stranger] = [
      bind('DeveloperRead', topicCrn(kafka, 'orders')),
      bind('DataSteward', environment),
    ]
    for (const [action, crn] of [
      ['organization:read', organization],
      ['environments:read', environment],
      ['clusters:read', cluster],
    ] as const) {
      expect(isAllowed(developer, action, crn)).toBe(true)
      expect(isAllowed(developer, action, crn.replace('-1', '-2'))).toBe(false)
    }
    const seen = ['organization:read', 'environments:read', 'clusters:read', 'schema-registries:read']
    for (const action of actions.filter((one) => !seen.includes(one)))
      for (const crn of [organization, environment, cluster])
        expect(isAllowed(developer, action, crn)).toBe(false)
    expect(isAllowed(stranger, 'clusters:read', cluster)).toBe(false)
  })

  test('who grants rights below sees the accounts of the organization, and changes none', () => {
    for (const binding of [
      bind('EnvironmentAdmin', environment),
      bind('CloudClusterAdmin', cluster),
      bind('ResourceOwner', topicCrn(kafka, 'orders')),
    ]) {
      expect(isAllowed(binding, 'users:read', organization)).toBe(true)
      expect(isAllowed(binding, 'service-accounts:read', organization)).toBe(true)
      expect(isAllowed(binding, 'users:update', organization)).toBe(false)
      expect(isAllowed(binding, 'service-accounts:create', organization)).toBe(false)
    }
    expect(isAllowed(bind('Operator', environment), 'users:read', organization)).toBe(false)
  })

  test('the environments that an action is allowed in are named, or all at once', () => {
    const two = [...bind('EnvironmentAdmin', environment), ...bind('DeveloperRead', `${kafka}/topic=*`)]
    expect(environmentsWith(bind('OrganizationAdmin', organization), 'environments:read', organization)).toBe(
      'all',
    )
    expect(environmentsWith(two, 'environments:read', organization)).toEqual(['env-1'])
    expect(environmentsWith(two, 'environments:delete', organization)).toEqual(['env-1'])
    expect(environmentsWith(bind('CloudClusterAdmin', cluster), 'environments:delete', organization)).toEqual(
      [],
    )
    expect(environmentsWith([], 'environments:read', organization)).toEqual([])
  })
})

describe('ACLs compiled from roles', () => {
  const acls = (roleName: RoleName, crnPattern: string, crn = cluster): string[] =>
    compileAcls(bind(roleName, crnPattern), crn).map(
      (acl) => `${acl.resourceType} ${acl.patternType} ${acl.resourceName} ${acl.operation}`,
    )

  test('one name is literal, a prefix is prefixed, a star alone is every name', () => {
    expect(acls('DeveloperWrite', `${kafka}/topic=orders`)).toEqual([
      'TOPIC LITERAL orders WRITE',
      'TOPIC LITERAL orders DESCRIBE',
      'TOPIC LITERAL orders DESCRIBE_CONFIGS',
    ])
    expect(acls('DeveloperRead', `${kafka}/group=app-*`)).toEqual([
      'GROUP PREFIXED app- READ',
      'GROUP PREFIXED app- DESCRIBE',
    ])
    expect(acls('DeveloperWrite', `${kafka}/transactional-id=*`)).toEqual([
      'TRANSACTIONAL_ID LITERAL * WRITE',
      'TRANSACTIONAL_ID LITERAL * DESCRIBE',
    ])
    expect(acls('ResourceOwner', groupCrn(kafka, 'a/b'))).toEqual(['GROUP LITERAL a/b ALL'])
  })

  test('administrators have everything on the cluster, operators see it', () => {
    const all = ['TOPIC', 'GROUP', 'TRANSACTIONAL_ID'].map((type) => `${type} LITERAL * ALL`)
    for (const [role, place] of [
      ['OrganizationAdmin', organization],
      ['EnvironmentAdmin', environment],
      ['CloudClusterAdmin', cluster],
    ] as const)
      expect(acls(role, place)).toEqual([...all, 'CLUSTER LITERAL kafka-cluster ALL'])
    expect(acls('Operator', environment)).toEqual([
      'TOPIC LITERAL * DESCRIBE',
      'TOPIC LITERAL * DESCRIBE_CONFIGS',
      'GROUP LITERAL * DESCRIBE',
      'CLUSTER LITERAL kafka-cluster DESCRIBE',
      'CLUSTER LITERAL kafka-cluster DESCRIBE_CONFIGS',
    ])
  })

  test('nothing comes of roles that are not about Kafka, of other resources, and on other clusters', () => {
    for (const [role, place] of [
      ['MetricsViewer', organization],
      ['AccountAdmin', organization],
      ['DataSteward', environment],
      ['KsqlAdmin', cluster],
      ['ResourceOwner', `${cluster}/connector=files`],
      ['ResourceOwner', `${environment}/schema-registry=lsrc-1/subject=*`],
    ] as const)
      expect(acls(role, place)).toEqual([])
    expect(acls('CloudClusterAdmin', cluster, clusterCrn('o-1', 'env-1', 'lkc-10'))).toEqual([])
    expect(acls('DeveloperRead', `${kafka}/topic=*`, clusterCrn('o-1', 'env-1', 'lkc-10'))).toEqual([])
    expect(acls('DeveloperRead', `${kafka}/topic=*`, clusterCrn('o-2', 'env-1', 'lkc-1'))).toEqual([])
  })

  test('two roles on one topic give each operation once', () => {
    const both = [
      ...bind('DeveloperRead', `${kafka}/topic=orders`),
      ...bind('DeveloperWrite', `${kafka}/topic=orders`),
    ]
    const operations = compileAcls(both, cluster).map(({ operation }) => operation)
    expect(operations.sort()).toEqual(['DESCRIBE', 'DESCRIBE_CONFIGS', 'READ', 'WRITE'])
  })
})
