import type { Ctx } from '@/lib/context'
import { listTopicsSoon, type TopicDescription } from '@/lib/kafka'
import { reachForList } from '@/lib/clusters/reach'
import { paginateList, type Page } from '@/lib/http/page'

/** Sorted by name; everything at once unless a page is asked for. */
export async function listTopics(
  ctx: Ctx,
  clusterId: string,
  query: { page_size?: number | undefined; page_token?: string | undefined } = {},
): Promise<Page<TopicDescription>> {
  const { connection, isVisible } = await reachForList(ctx, 'topics:read', clusterId)
  const visible = (await listTopicsSoon(connection)).filter(({ name }) => isVisible({ topic: name }))
  return paginateList({ page_size: query.page_size ?? Infinity, page_token: query.page_token }, visible)
}
