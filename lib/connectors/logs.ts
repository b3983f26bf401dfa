// Log lines of a connector: kept by the worker, asked for over its line.
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { requireConnector, type ConnectorPlace } from '@/lib/connectors/get'
import {
  connectorLogDto,
  connectorLogLine,
  type ConnectorLogLine,
  type LogSearch,
} from '@/lib/connectors/console-schema'
import { eventStream, type EventSink } from '@/lib/live/event-stream'
import { subscribe } from '@/lib/live/hub'
import { findActorBySession } from '@/lib/sessions/find-actor'
import { callWorker, fetchWorker } from '@/lib/worker-rpc/client'

const DAY_MS = 24 * 60 * 60 * 1000

export async function getConnectorLog(
  ctx: Ctx,
  place: ConnectorPlace,
  search: LogSearch,
): Promise<{ lines: ConnectorLogLine[] }> {
  const { connector } = await requireConnector(ctx, 'connectors:read', place)
  return callWorker(`/connectors/${connector.id}/logs`, connectorLogDto, { ctx, body: search })
}

/** New lines as they come. Ends with the session or with the worker; the browser comes back by itself. */
export async function streamConnectorLog(
  ctx: Ctx,
  place: ConnectorPlace,
  signal: AbortSignal,
): Promise<Response> {
  const { connector } = await requireConnector(ctx, 'connectors:read', place)
  const over = new AbortController()
  const answer = await fetchWorker(`/connectors/${connector.id}/logs/live`, {
    ctx,
    signal: AbortSignal.any([signal, over.signal]),
    timeoutMs: DAY_MS,
  })
  const { body } = answer
  if (!answer.ok || !body)
    throw new AppError('unavailable', 'The worker does not answer. Try again in a few seconds.')
  return eventStream(signal, (sink) => {
    void passOn(body, sink)
    const unsubscribe = endWithSession(ctx, sink)
    return () => {
      unsubscribe()
      over.abort()
    }
  })
}

async function passOn(body: ReadableStream<Uint8Array>, sink: EventSink): Promise<void> {
  try {
    for await (const text of createInterface({ input: Readable.fromWeb(body as NodeStream) }))
      if (text !== '') sink.send('line', connectorLogLine.parse(JSON.parse(text)))
  } catch {
    // The worker or the browser left.
  }
  sink.end()
}

function endWithSession({ organizationId, actor: { sessionId } }: Ctx, sink: EventSink): () => void {
  return subscribe({
    organizationId,
    onGap: () => undefined,
    onChange: ({ noun }) => {
      if (noun !== 'sessions' || sessionId === null) return
      void findActorBySession(sessionId).then((found) => {
        if (found === null) sink.end()
      })
    },
  })
}
