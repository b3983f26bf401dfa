// Runs as a SharedWorker: the one event stream of this browser, for all of its tabs. HTTP/1.1 allows six connections per host.
import { openStream } from '@/lib/queries/live-stream'

type Port = { postMessage: (message: unknown) => void; start: () => void; onmessage: (() => void) | null }
type Scope = { onconnect: ((event: { ports: readonly Port[] }) => void) | null }

const ports = new Map<Port, number>()
// Browsers slow the timers of hidden tabs down to one a minute.
const silentMs = 150_000
let close: (() => void) | undefined

const tell = (message: unknown): void => {
  const now = Date.now()
  for (const [port, seen] of ports)
    // A closed tab says nothing: it is known by the greeting that it no longer sends.
    if (now - seen > silentMs) ports.delete(port)
    else port.postMessage(message)
  if (ports.size > 0) return
  close?.()
  close = undefined
}

;(globalThis as unknown as Scope).onconnect = ({ ports: [port] }) => {
  if (!port) return
  ports.set(port, Date.now())
  port.onmessage = () => {
    if (!ports.has(port)) port.postMessage({ type: 'gap' })
    ports.set(port, Date.now())
    close ??= openStream(tell)
  }
  port.start()
  // A tab that comes later has missed what changed since the server drew its page.
  if (close) port.postMessage({ type: 'gap' })
  close ??= openStream(tell)
}
