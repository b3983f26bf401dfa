import { negotiate } from '@/lib/http/registry-media'

/** The text of a schema by itself, not as a JSON string. */
export const bareSchema = (request: Request, { schema }: { schema: string }): Response =>
  new Response(schema, {
    headers: { 'content-type': negotiate(request.headers.get('accept')), 'cache-control': 'no-store' },
  })
