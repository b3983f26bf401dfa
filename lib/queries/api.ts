// The console's one way to its API. Throws ApiError; an ended session leads to the sign-in page, which leads back.
import type { z } from 'zod'
import type { FieldError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { ApiError, readError } from '@/lib/queries/api-error'
import type { ApiRequest } from '@/lib/show-as/request'

export { ApiError, type FieldError }

export type Query = Record<string, string | number | boolean | null | undefined>
type Schema = z.ZodType
type Out<S> = S extends Schema ? z.output<S> : undefined
type Options<S extends Schema | undefined> = {
  body?: unknown
  query?: Query
  /** What the answer must be; without it the body is not read. */
  schema?: S
  signal?: AbortSignal
  /** What is not there is null instead of an error; of a registry’s own API only. */
  isNullWhenAbsent?: boolean
}
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** Status and body, for the few answers whose status says something (202: accepted, not done yet). */
async function send<S extends Schema | undefined = undefined>(
  method: Method,
  path: string,
  { body, query, schema, signal, isNullWhenAbsent }: Options<S> = {},
): Promise<{ status: number; data: Out<S> }> {
  const response = await fetch(path + queryText(query), {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(isNullWhenAbsent ? { 'x-tributary-absent': 'null' } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new ApiError(
      0,
      'The server does not answer. Check that Tributary is running; this page tries again by itself.',
    )
  })
  if (response.status === 401) goToSignIn()
  if (!response.ok) throw await readError(response)
  const data = (schema ? schema.parse(await response.json()) : undefined) as Out<S>
  return { status: response.status, data }
}

type Call = <S extends Schema | undefined = undefined>(path: string, options?: Options<S>) => Promise<Out<S>>
const caller =
  (method: Method): Call =>
  async (path, options) =>
    (await send(method, path, options)).data

export const api = {
  get: caller('GET'),
  post: caller('POST'),
  patch: caller('PATCH'),
  put: caller('PUT'),
  delete: caller('DELETE'),
}

/** Sends a request that `requests` made; the answer's status tells 202 (accepted, not done yet) from the rest. */
export const perform = <S extends Schema | undefined = undefined>(
  { method, path, query, body }: ApiRequest,
  options: Pick<Options<S>, 'schema' | 'signal'> = {},
): Promise<{ status: number; data: Out<S> }> =>
  send<S>(method, path, {
    ...options,
    ...(query ? { query } : {}),
    ...(body === undefined ? {} : { body }),
  })

type ListDto<T> = { data: T[]; metadata: { next?: string | undefined } }

/** Every page of a control-API list, followed by `metadata.next`. */
export async function listAll<T>(
  path: string,
  { schema, query, signal }: { schema: z.ZodType<ListDto<T>>; query?: Query; signal?: AbortSignal },
): Promise<T[]> {
  const items: T[] = []
  let token: string | null | undefined
  do {
    const page: ListDto<T> = await api.get(path, {
      schema,
      query: { ...query, page_size: 100, page_token: token },
      ...(signal ? { signal } : {}),
    })
    items.push(...page.data)
    token = page.metadata.next ? new URL(page.metadata.next).searchParams.get('page_token') : null
  } while (token)
  return items
}

function queryText(query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null) search.set(name, String(value))
  const text = search.toString()
  return text && `?${text}`
}

function goToSignIn(): void {
  const { pathname, search } = window.location
  if (pathname === paths.signIn) return
  window.location.assign(`${paths.signIn}?next=${encodeURIComponent(pathname + search)}`)
}
