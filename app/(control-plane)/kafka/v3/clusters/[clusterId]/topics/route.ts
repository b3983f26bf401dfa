import { listMetadata, route } from '@/lib/http'
import { clusterIdParams } from '@/lib/clusters/schema'
import { createTopic } from '@/lib/topics/create'
import { listTopics } from '@/lib/topics/list'
import { toTopicDto, toTopicListDto } from '@/lib/topics/rest-dto'
import { topicDto, topicListDto } from '@/lib/topics/rest-schema'
import { createTopicInput, topicListQuery } from '@/lib/topics/schema'

// GET …/topics – list topics, all of them or a page
export const GET = route({
  id: 'kafka/v3/topics.list',
  errors: 'kafka',
  permission: 'topics:read',
  isFiltered: true,
  params: clusterIdParams,
  query: topicListQuery,
  response: topicListDto,
  handler: async ({ ctx, params: { clusterId }, query, request }) => {
    const page = await listTopics(ctx, clusterId, query)
    const { next } = listMetadata(request, page)
    return toTopicListDto(clusterId, page.items, next)
  },
})

// POST …/topics – create a topic
export const POST = route({
  id: 'kafka/v3/topics.create',
  errors: 'kafka',
  permission: 'topics:create',
  params: clusterIdParams,
  body: createTopicInput,
  response: topicDto,
  status: 201,
  handler: async ({ ctx, params: { clusterId }, body }) => {
    const topic = topicDto.parse(toTopicDto(clusterId, await createTopic(ctx, clusterId, body)))
    // A dry run creates nothing, so it does not say "created".
    return body.validate_only ? Response.json(topic) : topic
  },
})
