import { clusterIdParams } from '@/lib/clusters/schema'
import { grantConnectorRightsInput, grantedConnectorRightsDto } from '@/lib/connectors/console-schema'
import { grantConnectorRights } from '@/lib/connectors/grant-rights'
import { route } from '@/lib/http'

// POST /api/console/clusters/{id}/grant-connector-rights – the ACLs that the service account of a configuration lacks
export const POST = route({
  id: 'console/connectors.grant-rights',
  errors: 'connect',
  permission: 'acls:create',
  params: clusterIdParams,
  body: grantConnectorRightsInput,
  response: grantedConnectorRightsDto,
  handler: async ({ ctx, params, body }) => ({
    data: (await grantConnectorRights(ctx, params.clusterId, body)).map((acl) => ({
      resource_type: acl.resourceType,
      resource_name: acl.resourceName,
      pattern_type: acl.patternType,
      operation: acl.operation,
    })),
  }),
})
