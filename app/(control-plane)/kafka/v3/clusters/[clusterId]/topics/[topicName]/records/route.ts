import { route } from '@/lib/http'
import { produceRestRecords } from '@/lib/messages/produce-rest'
import { produceRecordInput } from '@/lib/messages/rest-record'
import { topicParams } from '@/lib/topics/schema'

// POST …/topics/{name}/records – produce records, one JSON object after another; each is answered in its turn
export const POST = route({
  id: 'kafka/v3/records.produce',
  errors: 'kafka',
  permission: 'messages:write',
  params: topicParams,
  body: produceRecordInput,
  isStream: true,
  status: 200,
  handler: ({ ctx, params, request }) => produceRestRecords(ctx, params, request),
})
