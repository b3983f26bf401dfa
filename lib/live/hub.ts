// Web's one LISTEN connection, fanned out to the open event streams of browsers.
import { listen, type Change, type Listener } from '@/lib/events'

type Subscriber = { organizationId: string; onChange: (change: Change) => void; onGap: () => void }
type Hub = { subscribers: Set<Subscriber>; listener: Listener }

// Route modules may be loaded more than once in a process; the connection is one all the same.
const holder = globalThis as { tributaryHub?: Hub }

export function subscribe(subscriber: Subscriber): () => void {
  const hub = (holder.tributaryHub ??= open())
  hub.subscribers.add(subscriber)
  return () => {
    hub.subscribers.delete(subscriber)
  }
}

function open(): Hub {
  const subscribers = new Set<Subscriber>()
  const listener = listen(
    (change) => {
      for (const subscriber of subscribers)
        if (subscriber.organizationId === change.organizationId) subscriber.onChange(change)
    },
    () => {
      for (const subscriber of subscribers) subscriber.onGap()
    },
  )
  return { subscribers, listener }
}
