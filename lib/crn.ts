// Confluent resource names. A binding's pattern covers every resource whose name starts with its segments; a last segment may end in `*`.
const root = 'crn://confluent.cloud'

export const organizationCrn = (organizationId: string): string => `${root}/organization=${organizationId}`
export const userCrn = (organizationId: string, id: string): string =>
  `${organizationCrn(organizationId)}/user=${id}`
export const serviceAccountCrn = (organizationId: string, id: string): string =>
  `${organizationCrn(organizationId)}/service-account=${id}`
export const clientQuotaCrn = (organizationId: string, id: string): string =>
  `${organizationCrn(organizationId)}/client-quota=${id}`
export const environmentCrn = (organizationId: string, environmentId: string): string =>
  `${organizationCrn(organizationId)}/environment=${environmentId}`
export const clusterCrn = (organizationId: string, environmentId: string, clusterId: string): string =>
  `${environmentCrn(organizationId, environmentId)}/cloud-cluster=${clusterId}`
/** Clients cut a cluster's name at the last `/kafka=` to get the name that role bindings use. */
export const kafkaCrn = (organizationId: string, environmentId: string, clusterId: string): string =>
  `${clusterCrn(organizationId, environmentId, clusterId)}/kafka=${clusterId}`
export const registryCrn = (organizationId: string, environmentId: string, registryId: string): string =>
  `${environmentCrn(organizationId, environmentId)}/schema-registry=${registryId}`
const below = (parent: string, type: ResourceType, name: string): string =>
  `${parent}/${type}=${encodeURIComponent(name)}`
export const topicCrn = (kafkaCrn: string, name: string): string => below(kafkaCrn, 'topic', name)
export const groupCrn = (kafkaCrn: string, name: string): string => below(kafkaCrn, 'group', name)
export const subjectCrn = (registryCrn: string, name: string): string => below(registryCrn, 'subject', name)
export const connectorCrn = (
  organizationId: string,
  environmentId: string,
  clusterId: string,
  name: string,
): string => below(clusterCrn(organizationId, environmentId, clusterId), 'connector', name)

/** What a role may be bound to below a cluster or registry. */
export const resourceTypes = ['topic', 'group', 'transactional-id', 'subject', 'connector', 'ksql'] as const
export type ResourceType = (typeof resourceTypes)[number]

/** The segment directly above a resource; without it `crnCovers` would match nothing. */
const parents: Record<ResourceType, 'kafka' | 'cloud-cluster' | 'schema-registry'> = {
  topic: 'kafka',
  group: 'kafka',
  'transactional-id': 'kafka',
  connector: 'cloud-cluster',
  ksql: 'cloud-cluster',
  subject: 'schema-registry',
}

export type ParsedCrn = {
  organizationId: string
  environmentId?: string
  /** A Kafka cluster (lkc-…). */
  clusterId?: string
  /** A Schema Registry cluster (lsrc-…). */
  registryId?: string
  /** `isPrefix`: the name ended in `*`, which is cut off. */
  resource?: { type: ResourceType; name: string; isPrefix: boolean }
}

const segmentOf = (segment: string): [string, string] => {
  const at = segment.indexOf('=')
  return [segment.slice(0, at), decode(segment.slice(at + 1))]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Null when it is not a name of ours, or its segments are not in their order. */
export function parseCrn(crn: string): ParsedCrn | null {
  if (!crn.startsWith(`${root}/`)) return null
  const segments = crn
    .slice(root.length + 1)
    .split('/')
    .map(segmentOf)
  const next = (type: string): string | undefined => {
    if (segments[0]?.[0] !== type || segments[0][1] === '') return undefined
    return segments.shift()?.[1]
  }
  const organizationId = next('organization')
  if (organizationId === undefined) return null
  const parsed: ParsedCrn = { organizationId }
  const environmentId = next('environment')
  if (environmentId === undefined) return segments.length === 0 ? parsed : null
  parsed.environmentId = environmentId
  const clusterId = next('cloud-cluster')
  const registryId = clusterId === undefined ? next('schema-registry') : undefined
  if (clusterId !== undefined) parsed.clusterId = clusterId
  if (registryId !== undefined) parsed.registryId = registryId
  const hasKafka = clusterId !== undefined && segments[0]?.[0] === 'kafka'
  if (hasKafka && next('kafka') !== clusterId) return null
  const last = segments.shift()
  if (last === undefined) return parsed
  const type = resourceTypes.find((known) => known === last[0])
  if (!type || last[1] === '' || segments.length > 0) return null
  if (
    parents[type] !== (registryId === undefined ? (hasKafka ? 'kafka' : 'cloud-cluster') : 'schema-registry')
  )
    return null
  const isPrefix = last[1].endsWith('*')
  parsed.resource = { type, name: isPrefix ? last[1].slice(0, -1) : last[1], isPrefix }
  return parsed
}

/** Compares segment by segment, blind to escapes such as %3A, as Confluent's clients are. */
export function crnCovers(pattern: string, crn: string): boolean {
  const patternSegments = pattern.split('/').map(decode)
  const segments = crn.split('/').map(decode)
  return patternSegments.every((wanted, index) => {
    const actual = segments[index]
    if (actual === undefined) return false
    const isPrefix = wanted.endsWith('*') && index === patternSegments.length - 1 && isResource(wanted)
    return isPrefix ? actual.startsWith(wanted.slice(0, -1)) : wanted === actual
  })
}

const isResource = (segment: string): boolean =>
  (resourceTypes as readonly string[]).includes(segment.slice(0, segment.indexOf('=')))

/** Whether `crn` names a place in which the other one lies. */
export const isAncestorCrn = (crn: string, other: string): boolean => other.startsWith(`${crn}/`)

export const sameCrn = (one: string, other: string): boolean => decode(one) === decode(other)
