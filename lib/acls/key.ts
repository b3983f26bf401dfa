import type { AclBinding } from '@/lib/kafka'

/** One text per ACL: the same for the same ACL. */
export const aclKey = (acl: AclBinding): string =>
  [
    acl.resourceType,
    acl.patternType,
    acl.resourceName,
    acl.principal,
    acl.host,
    acl.operation,
    acl.permission,
  ].join('|')
