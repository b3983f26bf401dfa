import { route } from '@/lib/http'
import { credentialOf } from '@/lib/schema-registries/pass-to-gateway'
import { previewEvolution } from '@/lib/subjects/preview-evolution'
import { previewDto, previewInput } from '@/lib/subjects/preview-schema'
import { topicParams } from '@/lib/topics/schema'

// POST …/messages/preview-schema – which of the topic's newest messages a schema reads that is not saved yet
export const POST = route({
  id: 'console/messages.preview-schema',
  errors: 'kafka',
  permission: 'messages:read',
  params: topicParams,
  body: previewInput,
  bodyLimitBytes: 8 * 1024 * 1024,
  response: previewDto,
  rate: { perSecond: 2, burst: 10 },
  handler: ({ ctx, params, body, request }) =>
    previewEvolution(ctx, params, body, () => credentialOf(ctx, request)),
})
