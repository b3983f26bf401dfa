import { z } from 'zod'
import { authorize } from '@/lib/context'
import { crnOfRegistry } from '@/lib/subjects/require-subject'
import { operation } from './operation'

// GET /schemas/types
export const GET = operation({
  id: 'schema-types.list',
  permission: 'schema-registries:read',
  response: z.array(z.string()),
  run: async ({ ctx, registry }) => {
    await authorize(ctx, 'schema-registries:read', crnOfRegistry(registry))
    return ['JSON', 'PROTOBUF', 'AVRO']
  },
})
