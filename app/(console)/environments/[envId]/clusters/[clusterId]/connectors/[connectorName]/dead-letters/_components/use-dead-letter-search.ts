import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import type { DeadLetter } from '@/lib/connectors/dead-letters/schema'
import type { DeadLetterSearch } from '@/lib/queries/dead-letters'

const shows = ['newest', 'newest-1000', 'oldest-1000', 'from'] as const
const states = ['open', 'sent'] as const

export const showOptions = [
  { value: 'newest', label: 'Newest 200' },
  { value: 'newest-1000', label: 'Newest 1,000' },
  { value: 'oldest-1000', label: 'Oldest 1,000' },
  { value: 'from', label: 'From a time on' },
]

const parsers = {
  show: parseAsStringLiteral(shows).withDefault('newest'),
  since: parseAsInteger,
  before: parseAsString,
  stage: parseAsString,
  error: parseAsString,
  topic: parseAsString,
  state: parseAsStringLiteral(states),
  open: parseAsString,
}
export type Filter = 'stage' | 'error' | 'topic' | 'state'

/** What of the queue is looked at, filtered and open: all of it in the URL. */
export function useDeadLetterSearch() {
  const [url, setUrl] = useQueryStates(parsers, { history: 'replace' })
  const search = searchOf(url)
  return {
    url,
    search,
    setShow: (next: string) =>
      void setUrl({ show: shows.find((one) => one === next) ?? null, since: null, before: null, open: null }),
    setSince: (since: number) => void setUrl({ since, open: null }),
    /** A page of its own to go back to. */
    goTo: (before: string | null) => void setUrl({ before, open: null }, { history: 'push' }),
    setFilter: (filter: Filter, next: string | null) =>
      void setUrl(
        filter === 'state' ? { state: states.find((one) => one === next) ?? null } : { [filter]: next },
      ),
    clear: () => void setUrl({ stage: null, error: null, topic: null, state: null }),
    open: (id: string | null) => void setUrl({ open: id }),
    isFiltered: url.stage !== null || url.error !== null || url.topic !== null || url.state !== null,
  }
}
type Url = ReturnType<typeof useDeadLetterSearch>['url']

function searchOf({ show, since, before }: Pick<Url, 'show' | 'since' | 'before'>): DeadLetterSearch {
  if (show === 'oldest-1000' || (show === 'from' && since === null)) return { from: 'beginning', max: 1000 }
  if (show === 'from' && since !== null) return { from: 'timestamp', timestamp: since, max: 1000 }
  return {
    from: 'latest',
    max: show === 'newest' ? 200 : 1000,
    ...(before === null ? {} : { before }),
  }
}

export const fitsFilter = ({ failure, redrive }: DeadLetter, url: Url): boolean =>
  (url.stage === null || failure.stage === url.stage) &&
  (url.error === null || failure.exception === url.error) &&
  (url.topic === null || failure.origin?.topic === url.topic) &&
  (url.state === null || (redrive !== null) === (url.state === 'sent'))
