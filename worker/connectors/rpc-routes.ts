// What web asks about connectors: how far they are, and their log lines, as they are and as they come (one JSON text per line).
import type { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { z } from 'zod'
import type { ConnectorLogs } from './connector-log'
import type { SourceOffsetStore } from './pool/pool'

const request = z.object({ limit: z.number().int().min(1).max(500).default(500) })
const BEAT_MS = 15_000

const offsetsRequest = z.object({ clusterId: z.string() })

export function connectorRpcRoutes(
  app: Hono,
  logs: ConnectorLogs,
  offsets: Pick<SourceOffsetStore, 'read'>,
): void {
  app.post('/connectors/:id/offsets', async (context) => {
    const { clusterId } = offsetsRequest.parse(await context.req.json())
    return context.json({ offsets: await offsets.read(clusterId, context.req.param('id')) })
  })

  app.post('/connectors/:id/logs', async (context) => {
    const { limit } = request.parse(await context.req.json())
    return context.json({ lines: await logs.last(context.req.param('id'), limit) })
  })

  app.post('/connectors/:id/logs/live', (context) => {
    const id = context.req.param('id')
    context.header('content-type', 'application/x-ndjson')
    return stream(context, async (out) => {
      const unfollow = logs.follow(id, (line) => void out.write(`${JSON.stringify(line)}\n`))
      const beat = setInterval(() => void out.write('\n'), BEAT_MS)
      const isLeft = new Promise<void>((resolve) => out.onAbort(resolve))
      await out.write('\n')
      await Promise.race([isLeft, logs.closed])
      clearInterval(beat)
      unfollow()
    })
  })
}
