// Server-sent events: headers that stop proxies and Next from buffering, a first comment at once, heartbeats, clean ends.
const heartbeatMs = 15_000

export type EventSink = {
  send: (event: string, data: unknown) => void
  end: () => void
  isFull: () => boolean
}

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

/** `start` begins sending and returns what stops it; it is called once when the browser leaves, the sink ends or the signal aborts. */
export function eventStream(signal: AbortSignal, start: (sink: EventSink) => () => void): Response {
  const encoder = new TextEncoder()
  let close: () => void = () => undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOpen = true
        let stop: () => void = () => undefined
        const write = (text: string): void => {
          if (isOpen) controller.enqueue(encoder.encode(text))
        }
        const heartbeat = setInterval(() => write(': still here\n\n'), heartbeatMs)
        close = () => {
          if (!isOpen) return
          isOpen = false
          clearInterval(heartbeat)
          stop()
          try {
            controller.close()
          } catch {
            // The reader cancelled first.
          }
        }
        write(': connected\n\n')
        signal.addEventListener('abort', () => close(), { once: true })
        stop = start({
          send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
          end: () => close(),
          isFull: () => (controller.desiredSize ?? 0) <= 0,
        })
        if (!isOpen) stop()
        else if (signal.aborted) close()
      },
      cancel() {
        close()
      },
    },
    { highWaterMark: 64 },
  )
  return new Response(body, { headers })
}
