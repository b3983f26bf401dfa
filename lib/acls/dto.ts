import type { AclBinding, AclFilter } from '@/lib/kafka'
import type { AclDto, AclFilterQuery, CreateAclInput } from '@/lib/acls/schema'
import { kafkaLink, kafkaList } from '@/lib/topics/rest-dto'

export const toAclBinding = (input: CreateAclInput): AclBinding => ({
  resourceType: input.resource_type,
  resourceName: input.resource_name,
  patternType: input.pattern_type,
  principal: input.principal,
  host: input.host,
  operation: input.operation,
  permission: input.permission,
})

export const toAclFilter = (query: AclFilterQuery): AclFilter => ({
  ...(query.resource_type ? { resourceType: query.resource_type } : {}),
  ...(query.resource_name === undefined ? {} : { resourceName: query.resource_name }),
  ...(query.pattern_type ? { patternType: query.pattern_type } : {}),
  ...(query.principal === undefined ? {} : { principal: query.principal }),
  ...(query.host === undefined ? {} : { host: query.host }),
  ...(query.operation ? { operation: query.operation } : {}),
  ...(query.permission ? { permission: query.permission } : {}),
})

export function toAclDto(clusterId: string, acl: AclBinding): AclDto {
  const fields = {
    resource_type: acl.resourceType,
    resource_name: acl.resourceName,
    pattern_type: acl.patternType,
    principal: acl.principal,
    host: acl.host,
    operation: acl.operation,
    permission: acl.permission,
  }
  const self = `${kafkaLink(clusterId, 'acls')}?${new URLSearchParams(fields).toString()}`
  return { kind: 'KafkaAcl', metadata: { self }, cluster_id: clusterId, ...fields }
}

export const toAclListDto = (clusterId: string, acls: AclBinding[]) =>
  kafkaList(
    'KafkaAclList',
    kafkaLink(clusterId, 'acls'),
    acls.map((acl) => toAclDto(clusterId, acl)),
  )
