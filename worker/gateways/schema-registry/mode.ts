import { z } from 'zod'
import { modeBody, deleteMode, getMode, putMode } from '@/lib/subjects/mode'
import { modeDto } from '@/lib/subjects/rest-schema'
import { operation } from './operation'
import { flag } from './values'

// GET /mode – of the registry; of a context it is that of the subject `:.context:`
export const GET = operation({
  id: 'modes.get',
  permission: 'schema-registries:read',
  response: modeDto,
  run: ({ ctx, registry }) => getMode(ctx, registry, {}),
})

// PUT /mode – set it
export const PUT = operation({
  id: 'modes.put',
  permission: 'schema-registries:update',
  query: z.object({ force: flag }),
  body: modeBody,
  response: modeDto,
  run: ({ ctx, registry, body, query }) => putMode(ctx, registry, { ...query, body }),
})

// DELETE /mode – back to the default
export const DELETE = operation({
  id: 'modes.delete',
  permission: 'schema-registries:update',
  response: modeDto,
  run: ({ ctx, registry }) => deleteMode(ctx, registry, {}),
})
