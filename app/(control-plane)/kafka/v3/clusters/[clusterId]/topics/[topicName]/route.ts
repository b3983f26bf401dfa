import { route } from '@/lib/http'
import { deleteTopic } from '@/lib/topics/delete'
import { getTopic } from '@/lib/topics/get'
import { toTopicDto } from '@/lib/topics/rest-dto'
import { topicDto } from '@/lib/topics/rest-schema'
import { topicParams, updateTopicInput } from '@/lib/topics/schema'
import { updateTopicPartitions } from '@/lib/topics/update'

// GET …/topics/{name} – read a topic
export const GET = route({
  id: 'kafka/v3/topics.get',
  errors: 'kafka',
  permission: 'topics:read',
  params: topicParams,
  response: topicDto,
  handler: async ({ ctx, params }) => toTopicDto(params.clusterId, await getTopic(ctx, params)),
})

// PATCH …/topics/{name} – add partitions
export const PATCH = route({
  id: 'kafka/v3/topics.update',
  errors: 'kafka',
  permission: 'topics:update',
  params: topicParams,
  body: updateTopicInput,
  response: topicDto,
  handler: async ({ ctx, params, body }) =>
    toTopicDto(params.clusterId, await updateTopicPartitions(ctx, params, body.partitions_count)),
})

// DELETE …/topics/{name} – delete a topic with its records
export const DELETE = route({
  id: 'kafka/v3/topics.delete',
  errors: 'kafka',
  permission: 'topics:delete',
  params: topicParams,
  handler: ({ ctx, params }) => deleteTopic(ctx, params),
})
