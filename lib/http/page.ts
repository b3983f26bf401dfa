// Cursor pagination of the control APIs: page_size, page_token, metadata.next (left out on the last page: null crashes clients).
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { env } from '@/lib/env'

export const pageQuery = z.object({
  page_size: z.coerce.number().int().min(1).max(100).default(10),
  page_token: z.string().max(500).optional(),
})

export type PageQuery = z.infer<typeof pageQuery>
export type Page<T> = { items: T[]; next: string | undefined; total: number }

type Keyed = { createdAt: Date; id: string }

/** `list(cursor, take)` must order by createdAt, id ascending and start after the cursor. */
export async function paginate<T extends Keyed>(
  query: PageQuery,
  list: (after: { id: string } | undefined, take: number) => Promise<T[]>,
  count: () => Promise<number>,
): Promise<Page<T>> {
  const after = query.page_token === undefined ? undefined : { id: decodeToken(query.page_token) }
  const [rows, total] = await Promise.all([list(after, query.page_size + 1), count()])
  const items = rows.slice(0, query.page_size)
  const last = items.at(-1)
  const next = rows.length > items.length && last ? Buffer.from(last.id).toString('base64url') : undefined
  return { items, next, total }
}

/** For lists that are computed as a whole: the token is how many came before. */
export function paginateList<T>(
  query: { page_size: number; page_token?: string | undefined },
  all: T[],
): Page<T> {
  const start = query.page_token === undefined ? 0 : Number(decodeToken(query.page_token))
  if (!Number.isSafeInteger(start) || start < 0)
    throw new AppError('bad_request', 'page_token is not one that this API gave out.')
  const end = start + query.page_size
  const next = end < all.length ? Buffer.from(String(end)).toString('base64url') : undefined
  return { items: all.slice(start, end), next, total: all.length }
}

function decodeToken(token: string): string {
  const id = Buffer.from(token, 'base64url').toString()
  if (!/^[A-Za-z0-9-]{1,64}$/.test(id))
    throw new AppError('bad_request', 'page_token is not one that this API gave out.')
  return id
}

export function listMetadata(
  request: Request,
  page: Pick<Page<unknown>, 'next'> & { total?: number },
): Record<string, unknown> {
  const url = new URL(request.url)
  const link = (token: string | undefined): string => {
    const target = new URL(`${env.url}${url.pathname}${url.search}`)
    if (token === undefined) target.searchParams.delete('page_token')
    else target.searchParams.set('page_token', token)
    return target.toString()
  }
  return {
    first: link(undefined),
    ...(page.next === undefined ? {} : { next: link(page.next) }),
    ...(page.total === undefined ? {} : { total_size: page.total }),
  }
}

export const selfLink = (path: string): string => `${env.url}${path}`
