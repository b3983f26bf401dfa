// What the workers of a Connect cluster ask each other, signed with a key of theirs. There are no such workers here.
import { AppError } from '@/lib/errors'
import type { RouteHandler } from '@/lib/http'
import { operation } from './operation'
import { connectorParams } from './values'

export const unsigned = (id: string): RouteHandler =>
  operation({
    id,
    permission: 'connectors:operate',
    isFiltered: true,
    params: connectorParams,
    run: () => Promise.reject(new AppError('bad_request', 'Internal request missing required signature')),
  })
