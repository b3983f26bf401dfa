// What an operation of an API that the worker serves says of itself, and what its verb is given.
import type { z } from 'zod'
import type { Ctx } from '@/lib/context'
import type { Action } from '@/lib/permissions'

export type Schema = z.ZodType
type Out<S> = S extends z.ZodType ? z.output<S> : undefined

export type Given<P, Q, B> = {
  ctx: Ctx
  params: Out<P>
  query: Out<Q>
  body: Out<B>
  request: Request
}

export type Declaration<P, Q, B, R, G extends Given<P, Q, B>> = {
  id: string
  permission: Action
  isFiltered?: true
  params?: P
  query?: Q
  body?: B
  response?: R
  status?: number
  run: (given: G) => Promise<unknown>
}
