import { route } from '@/lib/http'
import { clusterIdParams } from '@/lib/clusters/schema'
import { createAcls } from '@/lib/acls/create'
import { deleteAcls } from '@/lib/acls/delete'
import { toAclBinding, toAclDto, toAclListDto } from '@/lib/acls/dto'
import { listAcls } from '@/lib/acls/list'
import {
  aclFilterQuery,
  aclListDto,
  createAclInput,
  deleteAclsQuery,
  deletedAclsDto,
} from '@/lib/acls/schema'

// GET …/acls – search ACLs by any of seven exact values
export const GET = route({
  id: 'kafka/v3/acls.list',
  errors: 'kafka',
  permission: 'acls:read',
  params: clusterIdParams,
  query: aclFilterQuery,
  response: aclListDto,
  handler: async ({ ctx, params: { clusterId }, query }) =>
    toAclListDto(clusterId, await listAcls(ctx, clusterId, query)),
})

// POST …/acls – create an ACL; 201 without a body
export const POST = route({
  id: 'kafka/v3/acls.create',
  errors: 'kafka',
  permission: 'acls:create',
  params: clusterIdParams,
  body: createAclInput,
  status: 201,
  handler: ({ ctx, params: { clusterId }, body }) => createAcls(ctx, clusterId, [toAclBinding(body)]),
})

// DELETE …/acls – delete what matches; 200 with what was deleted
export const DELETE = route({
  id: 'kafka/v3/acls.delete',
  errors: 'kafka',
  permission: 'acls:delete',
  params: clusterIdParams,
  query: deleteAclsQuery,
  response: deletedAclsDto,
  handler: async ({ ctx, params: { clusterId }, query }) => ({
    data: (await deleteAcls(ctx, clusterId, query)).map((acl) => toAclDto(clusterId, acl)),
  }),
})
