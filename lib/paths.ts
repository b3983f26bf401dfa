// Addresses of the console's pages, in one place. Isomorphic.
const encode = encodeURIComponent

const cluster = (environmentId: string, clusterId: string): string =>
  `/environments/${environmentId}/clusters/${clusterId}`
const topic = (environmentId: string, clusterId: string, name: string): string =>
  `${cluster(environmentId, clusterId)}/topics/${encode(name)}`
const connector = (environmentId: string, clusterId: string, name: string): string =>
  `${cluster(environmentId, clusterId)}/connectors/${encode(name)}`
const registry = (environmentId: string): string => `/environments/${environmentId}/schema-registry`
const subject = (environmentId: string, name: string): string =>
  `${registry(environmentId)}/subjects/${encode(name)}`

function contractQuery(of: 'key' | 'value' | { subject: string }, isInferred = false): string {
  const query = new URLSearchParams({
    ...(of === 'key' ? { part: 'key' } : {}),
    ...(typeof of === 'object' ? { subject: of.subject } : {}),
    ...(isInferred ? { infer: 'true' } : {}),
  }).toString()
  return query && `?${query}`
}

export const paths = {
  signIn: '/sign-in',
  setUp: '/set-up',
  home: '/home',
  environments: '/environments',
  account: '/account',
  users: '/accounts-access/users',
  invitations: '/accounts-access/invitations',
  serviceAccounts: '/accounts-access/service-accounts',
  serviceAccount: (id: string) => `/accounts-access/service-accounts/${id}`,
  access: '/accounts-access/access',
  accessAt: (crn: string) => `/accounts-access/access?at=${encode(crn)}`,
  accessApiKeys: '/accounts-access/api-keys',
  newAccessApiKey: '/accounts-access/api-keys/new',
  rotateApiKey: (id: string) => `/accounts-access/api-keys/${id}/rotate`,
  auditLog: '/audit-log',
  environment: (environmentId: string) => `/environments/${environmentId}`,
  schemaRegistry: registry,
  registrySettings: (e: string) => `${registry(e)}/settings`,
  newRegistryKey: (e: string) => `${registry(e)}/api-keys/new`,
  newSchema: (e: string) => `${registry(e)}/new`,
  subject: (e: string, name: string, tab?: 'usage' | 'settings') =>
    subject(e, name) + (tab === undefined ? '' : `/${tab}`),
  evolveSubject: (e: string, name: string) => `${subject(e, name)}/evolve`,
  newCluster: (environmentId: string) => `/environments/${environmentId}/clusters/new`,
  cluster,
  overview: (e: string, c: string) => `${cluster(e, c)}/overview`,
  networking: (e: string, c: string) => `${cluster(e, c)}/networking`,
  apiKeys: (e: string, c: string) => `${cluster(e, c)}/api-keys`,
  newApiKey: (e: string, c: string) => `${cluster(e, c)}/api-keys/new`,
  acls: (e: string, c: string) => `${cluster(e, c)}/access-control`,
  settings: (e: string, c: string) => `${cluster(e, c)}/settings`,
  topics: (e: string, c: string) => `${cluster(e, c)}/topics`,
  newTopic: (e: string, c: string) => `${cluster(e, c)}/topics/new`,
  topic: (e: string, c: string, name: string, tab = 'overview') => `${topic(e, c, name)}/${tab}`,
  dataContract: (e: string, c: string, name: string, of: 'key' | 'value' | { subject: string }) =>
    `${topic(e, c, name)}/data-contracts${contractQuery(of)}`,
  editDataContract: (
    e: string,
    c: string,
    name: string,
    of: 'key' | 'value' | { subject: string },
    isInferred = false,
  ) => `${topic(e, c, name)}/data-contracts/edit${contractQuery(of, isInferred)}`,
  message: (e: string, c: string, name: string, partition: number, offset: string) =>
    `${topic(e, c, name)}/messages?partition=${partition}&offset=${offset}`,
  connectors: (e: string, c: string) => `${cluster(e, c)}/connectors`,
  connectorCatalog: (e: string, c: string) => `${cluster(e, c)}/connectors/add`,
  connectorWizard: (e: string, c: string, pluginClass: string) =>
    `${cluster(e, c)}/connectors/add/${encode(pluginClass)}`,
  connectorProperties: (e: string, c: string, pluginClass: string) =>
    `${cluster(e, c)}/connectors/add/${encode(pluginClass)}/properties`,
  connector: (e: string, c: string, name: string, tab = 'overview') => `${connector(e, c, name)}/${tab}`,
  consumers: (e: string, c: string) => `${cluster(e, c)}/consumers`,
  consumer: (e: string, c: string, groupId: string) => `${cluster(e, c)}/consumers/${encode(groupId)}`,
  clients: (e: string, c: string) => `${cluster(e, c)}/clients`,
} as const

/** Where to go after signing in: a path of this console, never another site. */
export function localTarget(next: string | null | undefined): string {
  if (!next?.startsWith('/')) return paths.home
  const base = 'http://local.invalid'
  const url = URL.parse(next, base)
  return url?.origin === base && !url.pathname.startsWith('//')
    ? url.pathname + url.search + url.hash
    : paths.home
}
