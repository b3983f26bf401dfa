import { route } from '@/lib/http'
import { producedRecordDto, produceRecordInput, produceRestRecord } from '@/lib/messages/produce-rest'
import { topicParams } from '@/lib/topics/schema'

// POST …/topics/{name}/records – produce one record
export const POST = route({
  id: 'kafka/v3/records.produce',
  errors: 'kafka',
  permission: 'messages:write',
  params: topicParams,
  body: produceRecordInput,
  bodyLimitBytes: 16 * 1024 * 1024,
  response: producedRecordDto,
  handler: ({ ctx, params, body }) => produceRestRecord(ctx, params, body),
})
