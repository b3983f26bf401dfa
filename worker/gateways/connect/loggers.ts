import { z } from 'zod'
import { authorizeFilteredList } from '@/lib/context'
import { listLoggers } from '@/lib/connectors/kafka-connect/loggers'
import { operation } from './operation'

export const loggerDto = z.object({ level: z.string(), last_modified: z.number().nullable() })

// GET /admin/loggers – names and levels
export const GET = operation({
  id: 'loggers.list',
  permission: 'connectors:read',
  isFiltered: true,
  response: z.record(z.string(), loggerDto),
  run: ({ ctx }) => {
    authorizeFilteredList(ctx, 'connectors:read')
    return Promise.resolve(listLoggers())
  },
})
