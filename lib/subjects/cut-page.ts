// Paging of the registry's lists: an offset and a limit; a negative limit means as much as is given at once.
export type Paging = { offset?: number | undefined; limit?: number | undefined }

export const maxNames = 20_000
export const maxSchemas = 1000

export function pageOf(
  { offset = 0, limit = -1 }: Paging,
  most = maxNames,
): { offset: number; limit: number } {
  return { offset: Math.max(offset, 0), limit: limit < 0 ? most : Math.min(limit, most) }
}

export function cutPage<T>(all: readonly T[], paging: Paging): T[] {
  const { offset, limit } = pageOf(paging)
  return all.slice(offset, offset + limit)
}
