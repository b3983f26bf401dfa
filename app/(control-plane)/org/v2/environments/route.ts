import { listMetadata, pageQuery, route } from '@/lib/http'
import { createEnvironment } from '@/lib/environments/create'
import { toEnvironmentDto } from '@/lib/environments/dto'
import { listEnvironments } from '@/lib/environments/list'
import { createEnvironmentInput, environmentDto, environmentListDto } from '@/lib/environments/schema'

// GET /org/v2/environments – list environments
export const GET = route({
  id: 'org/v2/environments.list',
  permission: 'environments:read',
  query: pageQuery,
  isFiltered: true,
  response: environmentListDto,
  handler: async ({ ctx, query, request }) => {
    const page = await listEnvironments(ctx, query)
    return {
      api_version: 'org/v2',
      kind: 'EnvironmentList',
      metadata: listMetadata(request, page),
      data: page.items.map(toEnvironmentDto),
    }
  },
})

// POST /org/v2/environments – create an environment
export const POST = route({
  id: 'org/v2/environments.create',
  permission: 'environments:create',
  body: createEnvironmentInput,
  response: environmentDto,
  status: 201,
  handler: async ({ ctx, body }) => toEnvironmentDto(await createEnvironment(ctx, body)),
})
