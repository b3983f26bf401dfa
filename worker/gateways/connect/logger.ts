import { z } from 'zod'
import { authorize, authorizeFilteredList } from '@/lib/context'
import { getLogger, setLevel } from '@/lib/connectors/kafka-connect/loggers'
import { AppError } from '@/lib/errors'
import { loggerDto } from './loggers'
import { operation } from './operation'

const params = z.object({ logger: z.string() })

// GET /admin/loggers/{logger} – one level
export const GET = operation({
  id: 'loggers.get',
  permission: 'connectors:read',
  isFiltered: true,
  params,
  response: loggerDto,
  run: ({ ctx, params: { logger } }) => {
    authorizeFilteredList(ctx, 'connectors:read')
    return Promise.resolve(getLogger(logger))
  },
})

// PUT /admin/loggers/{logger} – another level, until the worker starts again; of the whole worker, so it takes the organization's right
export const PUT = operation({
  id: 'loggers.set',
  permission: 'organization:update',
  params,
  query: z.object({ scope: z.string().default('worker') }),
  body: z.object({ level: z.string().nullish() }),
  run: async ({ ctx, params: { logger }, query: { scope }, body: { level } }) => {
    await authorize(ctx, 'organization:update')
    if (!level) throw new AppError('bad_request', "Desired 'level' parameter was not specified in request.")
    const changed = setLevel(logger, level)
    return scope.toLowerCase() === 'cluster' ? undefined : Response.json(changed)
  },
})
