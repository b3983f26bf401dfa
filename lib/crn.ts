// Confluent resource names. A binding's pattern covers every resource whose name starts with its segments; a last segment may end in `*`.
const root = 'crn://confluent.cloud'

export const organizationCrn = (organizationId: string): string => `${root}/organization=${organizationId}`
export const environmentCrn = (organizationId: string, environmentId: string): string =>
  `${organizationCrn(organizationId)}/environment=${environmentId}`
export const clusterCrn = (organizationId: string, environmentId: string, clusterId: string): string =>
  `${environmentCrn(organizationId, environmentId)}/cloud-cluster=${clusterId}`
/** Clients cut a cluster's name at the last `/kafka=` to get the name that role bindings use. */
export const kafkaCrn = (organizationId: string, environmentId: string, clusterId: string): string =>
  `${clusterCrn(organizationId, environmentId, clusterId)}/kafka=${clusterId}`
export const connectorCrn = (
  organizationId: string,
  environmentId: string,
  clusterId: string,
  name: string,
): string => `${clusterCrn(organizationId, environmentId, clusterId)}/connector=${encodeURIComponent(name)}`

export function crnCovers(pattern: string, crn: string): boolean {
  const patternSegments = pattern.split('/')
  const segments = crn.split('/')
  return patternSegments.every((wanted, index) => {
    const actual = segments[index]
    if (actual === undefined) return false
    if (wanted.endsWith('*') && index === patternSegments.length - 1)
      return actual.startsWith(wanted.slice(0, -1))
    return wanted === actual
  })
}
