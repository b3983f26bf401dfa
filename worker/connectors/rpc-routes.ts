// What web asks about connectors: their log lines, as they are and as they come.
import type { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import type { ConnectorLogs } from './connector-log'

const request = z.object({ limit: z.number().int().min(1).max(500).default(500) })
const BEAT_MS = 15_000

export function connectorRpcRoutes(app: Hono, logs: ConnectorLogs): void {
  app.post('/connectors/:id/logs', async (context) => {
    const { limit } = request.parse(await context.req.json())
    return context.json({ lines: await logs.last(context.req.param('id'), limit) })
  })

  app.post('/connectors/:id/logs/live', (context) => {
    const id = context.req.param('id')
    return streamSSE(context, async (stream) => {
      await stream.write(': lines of the connector follow\n\n')
      const unfollow = logs.follow(id, (line) => void stream.writeSSE({ data: JSON.stringify(line) }))
      const beat = setInterval(() => void stream.write(': still here\n\n'), BEAT_MS)
      await new Promise<void>((resolve) => stream.onAbort(resolve))
      clearInterval(beat)
      unfollow()
    })
  })
}
