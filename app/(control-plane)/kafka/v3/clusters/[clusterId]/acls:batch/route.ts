import { route } from '@/lib/http'
import { clusterIdParams } from '@/lib/clusters/schema'
import { createAcls } from '@/lib/acls/create'
import { toAclBinding } from '@/lib/acls/dto'
import { createAclsInput } from '@/lib/acls/schema'

// POST …/acls:batch – create several ACLs; 201 without a body
export const POST = route({
  id: 'kafka/v3/acls.batch',
  errors: 'kafka',
  permission: 'acls:create',
  params: clusterIdParams,
  body: createAclsInput,
  status: 201,
  handler: ({ ctx, params: { clusterId }, body }) => createAcls(ctx, clusterId, body.data.map(toAclBinding)),
})
