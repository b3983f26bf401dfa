import { route } from '@/lib/http'
import { credentialOf } from '@/lib/schema-registries/pass-to-gateway'
import { registryParams } from '@/lib/schema-registries/schema'
import { formQuery, schemaFormDto } from '@/lib/subjects/form-schema'
import { getSchemaForm } from '@/lib/subjects/get-form'

// GET /api/console/schema-registries/{id}/schema-form – what a form for one record of a schema is made of
export const GET = route({
  id: 'console/subjects.form',
  permission: 'schema-registries:read',
  params: registryParams,
  query: formQuery,
  response: schemaFormDto,
  handler: ({ ctx, params, query, request }) =>
    getSchemaForm(ctx, params.registryId, query, () => credentialOf(ctx, request)),
})
