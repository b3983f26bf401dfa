import { z } from 'zod'
import { deleteContext } from '@/lib/subjects/contexts'
import { operation } from './operation'

// DELETE /contexts/{context} – an empty one
export const DELETE = operation({
  id: 'contexts.delete',
  permission: 'schema-registries:update',
  params: z.object({ context: z.string() }),
  run: ({ ctx, registry, params }) => deleteContext(ctx, registry, params),
})
