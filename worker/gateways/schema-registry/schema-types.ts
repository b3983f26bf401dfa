import { z } from 'zod'
import { registryCrn } from '@/lib/crn'
import { authorize } from '@/lib/context'
import { operation } from './operation'

// GET /schemas/types
export const GET = operation({
  id: 'schema-types.list',
  permission: 'schema-registries:read',
  response: z.array(z.string()),
  run: async ({ ctx, registry: { id, organizationId, environmentId } }) => {
    await authorize(ctx, 'schema-registries:read', registryCrn(organizationId, environmentId, id))
    return ['JSON', 'PROTOBUF', 'AVRO']
  },
})
