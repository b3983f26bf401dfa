import { route } from '@/lib/http'
import { getTopicDetail } from '@/lib/topics/list-rows'
import { topicDetailDto, topicParams } from '@/lib/topics/schema'

// GET …/topics/{name} – a topic with the offsets and sizes of its partitions
export const GET = route({
  id: 'console/topics.get',
  errors: 'kafka',
  permission: 'topics:read',
  params: topicParams,
  response: topicDetailDto,
  handler: ({ ctx, params }) => getTopicDetail(ctx, params),
})
