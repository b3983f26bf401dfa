// Live events invalidate what changed. Query keys start with the noun; a second element that is a cluster id narrows them.
import type { Query, QueryClient, QueryKey } from '@tanstack/react-query'
import { openStream, type LiveChange, type LiveMessage } from '@/lib/queries/live-stream'

const greetingMs = 20_000
/** The server's drawing of a page reaches it within this time. */
const drawnWithinMs = 30_000

/** Connects this tab until the returned function is called. */
export function connectLive(client: QueryClient): () => void {
  const drawn = watchDrawnPages(client)
  const onMessage = (message: LiveMessage): void => {
    drawn.note(message)
    if (message.type === 'gap') readAgain(client, () => true)
    else readAgain(client, (query) => isTouched(query.queryKey, message.change) && isDue(query))
  }
  const close = typeof SharedWorker === 'undefined' ? openStream(onMessage) : listenToWorker(onMessage)
  return () => {
    close()
    drawn.stop()
  }
}

/**
 * What the server has read for a page is put into the cache when the page arrives: a change that came in between touched nothing
 * yet, so that such data is read once more.
 */
export function watchDrawnPages(client: QueryClient): {
  note: (message: LiveMessage) => void
  stop: () => void
} {
  let recent: { message: LiveMessage; at: number }[] = []
  const stop = client.getQueryCache().subscribe((event) => {
    const isPutIn = event.type === 'added' || (event.type === 'updated' && event.action.type === 'setState')
    const { queryKey, state } = event.query as Query
    if (!isPutIn || state.data === undefined) return
    const since = Date.now() - drawnWithinMs
    const isLate = recent.some(
      ({ message, at }) => at >= since && (message.type === 'gap' || isTouched(queryKey, message.change)),
    )
    // Not within the drawing of a component.
    if (isLate) queueMicrotask(() => void client.invalidateQueries({ queryKey, exact: true }))
  })
  return {
    note: (message) => {
      const now = Date.now()
      recent = [...recent.filter(({ at }) => at >= now - drawnWithinMs), { message, at: now }].slice(-200)
    },
    stop,
  }
}

/**
 * React Query lets a first read that is under way go on, and takes its answer for new, though it may be from before the change:
 * such a query is read once more after it.
 */
export function readAgain(client: QueryClient, predicate: (query: Query) => boolean): void {
  const underWay = client
    .getQueryCache()
    .findAll({ predicate })
    .filter(
      (query) =>
        query.state.fetchStatus === 'fetching' && (query.state.data === undefined || !query.isActive()),
    )
  void client.invalidateQueries({ predicate })
  for (const query of underWay)
    void query
      .fetch()
      .catch(() => undefined)
      .then(() => client.invalidateQueries({ queryKey: query.queryKey, exact: true }))
}

export function isTouched([noun, second]: QueryKey, change: LiveChange): boolean {
  if (noun !== change.noun) return false
  const isOfCluster = typeof second === 'string' && second.startsWith('lkc-')
  return !isOfCluster || change.clusterId === undefined || second === change.clusterId
}

/** `meta.minRefreshMs`: how long a query's answer is good enough whatever comes in. */
function isDue({ meta, state }: Query): boolean {
  const minRefreshMs = meta?.minRefreshMs
  return typeof minRefreshMs !== 'number' || Date.now() - state.dataUpdatedAt >= minRefreshMs
}

function listenToWorker(onMessage: (message: LiveMessage) => void): () => void {
  const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), {
    name: 'tributary-live',
    type: 'module',
  })
  worker.port.addEventListener('message', (event: MessageEvent<LiveMessage>) => onMessage(event.data))
  worker.port.start()
  const greeting = setInterval(() => worker.port.postMessage('here'), greetingMs)
  return () => {
    clearInterval(greeting)
    worker.port.close()
  }
}
