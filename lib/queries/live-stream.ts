// One server-sent event stream that opens again by itself, also after an answer that EventSource gives up on.

export type LiveChange = { noun: string; environmentId?: string; clusterId?: string; id?: string }
/** `gap`: changes may have been missed; whoever listens reads everything again. */
export type LiveMessage = { type: 'change'; change: LiveChange } | { type: 'gap' }

const retryMs = [1000, 2000, 5000, 10_000, 30_000]

export function openStream(onMessage: (message: LiveMessage) => void): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let isClosed = false

  const connect = (): void => {
    source = new EventSource('/api/console/events')
    source.addEventListener('open', () => {
      // Also the first time: what changed between the server's drawing of the page and now came too early for this stream.
      onMessage({ type: 'gap' })
      failures = 0
    })
    source.addEventListener('gap', () => onMessage({ type: 'gap' }))
    source.addEventListener('change', (event) =>
      onMessage({ type: 'change', change: JSON.parse(String(event.data)) as LiveChange }),
    )
    source.addEventListener('error', () => {
      failures += 1
      // The session may have ended: reading again finds out, and leads to the sign-in page.
      if (failures === 1) onMessage({ type: 'gap' })
      if (isClosed || source?.readyState !== EventSource.CLOSED) return
      clearTimeout(timer)
      timer = setTimeout(connect, retryMs[Math.min(failures, retryMs.length) - 1])
    })
  }
  connect()
  return () => {
    isClosed = true
    clearTimeout(timer)
    source?.close()
  }
}
