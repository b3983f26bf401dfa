// The form of a role binding: a place in four levels, and the resource name that comes of it.
import { z } from 'zod'
import {
  clusterCrn,
  connectorCrn,
  environmentCrn,
  kafkaCrn,
  organizationCrn,
  parseCrn,
  registryCrn,
  type ResourceType,
} from '@/lib/crn'
import { roles, type Role, type Scope } from '@/lib/permissions'

export type BindingForm = {
  principal: string
  level: Scope
  environmentId: string
  clusterId: string
  /** Of the environment, for subjects. */
  registryId: string
  resourceType: ResourceType
  resourceName: string
  isPrefix: boolean
  roleName: string
}

export const levels: readonly { value: Scope; label: string }[] = [
  { value: 'organization', label: 'Organization' },
  { value: 'environment', label: 'Environment' },
  { value: 'cluster', label: 'Cluster' },
  { value: 'resource', label: 'Resource' },
]

export const boundResourceTypes = ['topic', 'group', 'transactional-id', 'connector', 'subject'] as const

/** Roles that may be bound at this level. KsqlAdmin waits for ksqlDB clusters. */
export const rolesAt = (level: Scope): { name: string; description: string }[] =>
  Object.entries(roles as Record<string, Role>).flatMap(([name, role]) =>
    role.scopes.includes(level) && !(name === 'KsqlAdmin' && level === 'resource')
      ? [{ name, description: role.description }]
      : [],
  )

export function crnOf(form: BindingForm, organizationId: string): string {
  const { level, environmentId, clusterId, registryId, resourceType } = form
  if (level === 'organization') return organizationCrn(organizationId)
  if (level === 'environment') return environmentCrn(organizationId, environmentId)
  if (level === 'cluster') return clusterCrn(organizationId, environmentId, clusterId)
  const name = encodeURIComponent(form.resourceName.trim().replace(/\*$/, ''))
  const suffix = form.isPrefix || form.resourceName.trim().endsWith('*') ? '*' : ''
  if (resourceType === 'subject')
    return `${registryCrn(organizationId, environmentId, registryId)}/subject=${name}${suffix}`
  if (resourceType === 'connector')
    return `${connectorCrn(organizationId, environmentId, clusterId, '')}${name}${suffix}`
  return `${kafkaCrn(organizationId, environmentId, clusterId)}/${resourceType}=${name}${suffix}`
}

/** Starts the form where one is in the tree. */
export function formAt(crn: string | undefined, principal = ''): BindingForm {
  const place = crn === undefined ? null : parseCrn(crn)
  const resource = place?.resource
  const level: Scope = resource
    ? 'resource'
    : place?.clusterId !== undefined
      ? 'cluster'
      : place?.environmentId !== undefined
        ? 'environment'
        : 'organization'
  return {
    principal,
    level,
    environmentId: place?.environmentId ?? '',
    clusterId: place?.clusterId ?? '',
    registryId: place?.registryId ?? '',
    resourceType: resource && resource.type !== 'ksql' ? resource.type : 'topic',
    resourceName: resource?.name ?? '',
    isPrefix: resource?.isPrefix ?? false,
    roleName: '',
  }
}

export const bindingSchema = z.custom<BindingForm>().superRefine((form, issue) => {
  const need = (path: keyof BindingForm, isMissing: boolean, message: string): void => {
    if (isMissing) issue.addIssue({ code: 'custom', path: [path], message })
  }
  const { level } = form
  const isSubject = level === 'resource' && form.resourceType === 'subject'
  need('principal', form.principal === '', 'Choose a user or a service account.')
  need('environmentId', level !== 'organization' && form.environmentId === '', 'Choose an environment.')
  const isOfCluster = level === 'cluster' || (level === 'resource' && !isSubject)
  need('clusterId', isOfCluster && form.clusterId === '', 'Choose a cluster.')
  need('registryId', isSubject && form.registryId === '', 'This environment has no Schema Registry yet.')
  need(
    'resourceName',
    level === 'resource' && form.resourceName.trim() === '' && !form.isPrefix,
    'Enter a name, or * for all.',
  )
  need('roleName', !rolesAt(level).some(({ name }) => name === form.roleName), 'Choose a role.')
})
