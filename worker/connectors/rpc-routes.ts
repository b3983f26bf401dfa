// What web asks about connectors: how far they are, and their log lines, as they are and as they come (one JSON text per line).
import type { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { z } from 'zod'
import { connectorLogQuery } from '@/lib/connectors/console-schema'
import type { ConnectorLogs } from './connector-log'
import { previewAssignment } from './assignments'
import { readOffsets } from './read-offsets'
import type { SourceOffsetStore, TaskPool } from './pool/pool'

const BEAT_MS = 15_000

const offsetsRequest = z.object({ clusterId: z.string() })
const checkRequest = z.object({ className: z.string(), config: z.record(z.string(), z.string()) })
const previewRequest = z.object({
  clusterId: z.string(),
  config: z.record(z.string(), z.string()),
  count: z.number().int().min(1).max(20),
})
const PREVIEW_MS = 18_000

type Parts = {
  logs: ConnectorLogs
  offsets: Pick<SourceOffsetStore, 'read'>
  pool: Pick<TaskPool, 'ask'>
}

export function connectorRpcRoutes(app: Hono, { logs, offsets, pool }: Parts): void {
  app.post('/connectors/check-target', async (context) => {
    const { className, config } = checkRequest.parse(await context.req.json())
    return context.json({ check: await pool.ask({ kind: 'check-target', className, config }) })
  })

  app.post('/connectors/preview', async (context) => {
    const { clusterId, config, count } = previewRequest.parse(await context.req.json())
    const assignment = await previewAssignment(clusterId, config)
    const { className } = assignment
    return context.json(await pool.ask({ kind: 'preview', className, assignment, count }, PREVIEW_MS))
  })

  app.post('/connectors/:id/offsets', async (context) => {
    const { clusterId } = offsetsRequest.parse(await context.req.json())
    return context.json({ offsets: await readOffsets(clusterId, context.req.param('id'), offsets) })
  })

  app.post('/connectors/:id/logs', async (context) => {
    const search = connectorLogQuery.parse(await context.req.json())
    return context.json({ lines: await logs.find(context.req.param('id'), search) })
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
