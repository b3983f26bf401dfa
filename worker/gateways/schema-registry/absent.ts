// Paths of Confluent's registry that are known and not served, and those that are not known at all: both ask for a key first.
import { authorizeFilteredList } from '@/lib/context'
import { webLayerError } from '@/lib/http/registry-media'
import { route, type RouteHandler } from '@/lib/http'
import { AppError } from '@/lib/errors'

const absent = (id: string, error: () => AppError): RouteHandler =>
  route({
    id: `schema-registry/${id}`,
    errors: 'schema-registry',
    permission: 'schema-registries:read',
    isFiltered: true,
    handler: ({ ctx }) => {
      authorizeFilteredList(ctx, 'schema-registries:read')
      throw error()
    },
  })

export const notFound = absent('unknown', () => webLayerError(404))
export const methodNotAllowed = absent('other-method', () => webLayerError(405))
export const noExporters = absent(
  'exporters',
  () => new AppError('not_implemented', 'Tributary does not link schemas to other registries: no exporters.'),
)
export const noKeys = absent(
  'dek-registry',
  () => new AppError('not_implemented', 'Tributary keeps no encryption keys of fields: no DEK registry.'),
)
