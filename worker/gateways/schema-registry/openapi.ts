import { z } from 'zod'
import { authorizeFilteredList } from '@/lib/context'
import { route, type RouteHandler } from '@/lib/http'
import { openApiDocument } from '@/lib/openapi/document'
import { loadOperations, type RouteModule } from '@/lib/openapi/operations'
import { registryEndpoint } from '@/lib/schema-registries/dto'

// GET /openapi.json – what this port serves, for everybody with a key: web's document cannot, since web never loads the worker
export const openApiOf = (modules: readonly RouteModule[]): RouteHandler =>
  route({
    id: 'schema-registry/openapi',
    errors: 'schema-registry',
    permission: 'schema-registries:read',
    isFiltered: true,
    response: z.record(z.string(), z.unknown()),
    handler: async ({ ctx }) => {
      authorizeFilteredList(ctx, 'schema-registries:read')
      return openApiDocument(await loadOperations(modules), registryEndpoint())
    },
  })
