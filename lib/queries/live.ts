// Live events invalidate what changed. Query keys start with the noun; a second element that is a cluster id narrows them.
import type { Query, QueryClient, QueryKey } from '@tanstack/react-query'
import { openStream, type LiveChange, type LiveMessage } from '@/lib/queries/live-stream'

const greetingMs = 20_000

/** Connects this tab until the returned function is called. */
export function connectLive(client: QueryClient): () => void {
  const onMessage = (message: LiveMessage): void => {
    if (message.type === 'gap') void client.invalidateQueries()
    else readAgain(client, (query) => isTouched(query.queryKey, message.change) && isDue(query))
  }
  return typeof SharedWorker === 'undefined' ? openStream(onMessage) : listenToWorker(onMessage)
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
