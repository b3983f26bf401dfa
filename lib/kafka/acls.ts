import { setTimeout as pause } from 'node:timers/promises'
import {
  type Acl as WireAcl,
  type AclFilter as WireFilter,
  AclOperations,
  AclPermissionTypes,
  createAclsV3,
  deleteAclsV3,
  describeAclsV3,
  ResourcePatternTypes,
  ResourceTypes,
} from '@platformatic/kafka'
import type { KafkaConnection } from './connection'
import { itemError } from './kafka-error'
import { linkTo } from './links'

export type AclResourceType = 'TOPIC' | 'GROUP' | 'CLUSTER' | 'TRANSACTIONAL_ID' | 'DELEGATION_TOKEN' | 'USER'
export type AclOperation = Exclude<keyof typeof AclOperations, 'UNKNOWN' | 'ANY'>
export type AclBinding = {
  resourceType: AclResourceType
  /** `kafka-cluster` for CLUSTER; `*` with LITERAL is every resource of the type. */
  resourceName: string
  patternType: 'LITERAL' | 'PREFIXED'
  /** `User:sa-…` */
  principal: string
  host: string
  operation: AclOperation
  permission: 'ALLOW' | 'DENY'
}
const VISIBLE_DEADLINE_MS = 3_000

/** What is left out matches everything; MATCH finds all patterns that cover the name. */
export type AclFilter = Partial<Omit<AclBinding, 'patternType'>> & {
  patternType?: AclBinding['patternType'] | 'MATCH'
}

/** ACLs that match the filter. Throws `conflict` when the cluster has no authorizer. */
export async function describeAcls(
  connection: KafkaConnection,
  filter: AclFilter = {},
): Promise<AclBinding[]> {
  const answer = await linkTo(connection).call('Listing ACLs', 'any', describeAclsV3.api, wireFilter(filter))
  return answer.resources.flatMap(({ acls, ...resource }) =>
    acls.map((acl) => bindingOf({ ...resource, ...acl })),
  )
}

/** Creates ACLs and returns when brokers show them; one that exists already is fine. */
export async function createAcls(connection: KafkaConnection, bindings: AclBinding[]): Promise<void> {
  if (bindings.length === 0) return
  const answer = await linkTo(connection).callPartial(
    'Creating ACLs',
    'controller',
    createAclsV3.api,
    bindings.map(wireAcl),
  )
  const failed = answer.results.findIndex(({ errorCode }) => errorCode !== 0)
  const result = answer.results[failed]
  if (result !== undefined)
    throw itemError(
      result.errorCode,
      result.errorMessage ?? null,
      `ACL of ${bindings[failed]?.principal ?? ''}`,
    )
  await waitUntil(connection, bindings, true)
}

/** Deletes what matches any of the filters, returns it when brokers do not show it any more. */
export async function deleteAcls(connection: KafkaConnection, filters: AclFilter[]): Promise<AclBinding[]> {
  if (filters.length === 0) return []
  const answer = await linkTo(connection).callPartial(
    'Deleting ACLs',
    'controller',
    deleteAclsV3.api,
    filters.map(wireFilter),
  )
  const deleted = answer.filterResults.flatMap(({ errorCode, errorMessage, matchingAcls }) => {
    if (errorCode !== 0) throw itemError(errorCode, errorMessage ?? null, 'ACLs')
    return matchingAcls.filter((acl) => acl.errorCode === 0).map(bindingOf)
  })
  await waitUntil(connection, deleted, false)
  return deleted
}

// The controller has decided; brokers follow some milliseconds later.
async function waitUntil(
  connection: KafkaConnection,
  bindings: AclBinding[],
  areThere: boolean,
): Promise<void> {
  const deadline = Date.now() + VISIBLE_DEADLINE_MS
  for (const principal of new Set(bindings.map((binding) => binding.principal))) {
    const wanted = bindings.filter((binding) => binding.principal === principal).map(textOf)
    for (; Date.now() < deadline; await pause(20)) {
      const shown = new Set((await describeAcls(connection, { principal })).map(textOf))
      if (wanted.every((one) => shown.has(one) === areThere)) break
    }
  }
}

const textOf = ({
  resourceType,
  resourceName,
  patternType,
  host,
  operation,
  permission,
}: AclBinding): string => [resourceType, patternType, operation, permission, host, resourceName].join(' ')

function wireAcl(binding: AclBinding): WireAcl {
  return {
    resourceType: ResourceTypes[binding.resourceType],
    resourceName: binding.resourceName,
    resourcePatternType: ResourcePatternTypes[binding.patternType],
    principal: binding.principal,
    host: binding.host,
    operation: AclOperations[binding.operation],
    permissionType: AclPermissionTypes[binding.permission],
  }
}

function wireFilter(filter: AclFilter): WireFilter {
  return {
    resourceType: ResourceTypes[filter.resourceType ?? 'ANY'],
    resourceName: filter.resourceName ?? null,
    resourcePatternType: ResourcePatternTypes[filter.patternType ?? 'ANY'],
    principal: filter.principal ?? null,
    host: filter.host ?? null,
    operation: AclOperations[filter.operation ?? 'ANY'],
    permissionType: AclPermissionTypes[filter.permission ?? 'ANY'],
  }
}

function bindingOf(acl: WireAcl): AclBinding {
  const { resourceName, principal, host } = acl
  return {
    resourceType: nameOf(ResourceTypes, acl.resourceType) as AclResourceType,
    resourceName,
    patternType: nameOf(ResourcePatternTypes, acl.resourcePatternType) as AclBinding['patternType'],
    principal,
    host,
    operation: nameOf(AclOperations, acl.operation) as AclOperation,
    permission: nameOf(AclPermissionTypes, acl.permissionType) as AclBinding['permission'],
  }
}

function nameOf(names: Record<string, number>, number: number): string {
  return Object.keys(names).find((name) => names[name] === number) ?? 'UNKNOWN'
}
