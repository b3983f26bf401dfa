import { parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { seeks, type Seek } from '@/lib/messages/schema'
import type { MessageSearch } from '@/lib/queries/messages'

const parsers = {
  from: parseAsStringLiteral(seeks),
  offset: parseAsString,
  timestamp: parseAsInteger,
  partition: parseAsInteger,
  max: parseAsInteger.withDefault(50),
  live: parseAsBoolean.withDefault(false),
  filter: parseAsString.withDefault(''),
  open: parseAsString,
}

export type MessageSearchUrl = ReturnType<typeof useMessageSearch>

/** The viewer's state in the URL. `?partition=&offset=` alone is a permanent link: it opens that message. */
export function useMessageSearch() {
  const [state, setState] = useQueryStates(parsers, { history: 'replace' })
  const { offset, timestamp, partition, max } = state
  const isPermanentLink = state.from === null && offset !== null && partition !== null
  const from = readSeek(state.from, offset, timestamp)
  const search = useMemo<MessageSearch>(
    () => ({
      from,
      max: Math.min(1000, Math.max(1, max)),
      ...(partition === null ? {} : { partition }),
      ...(from === 'offset' && offset !== null ? { offset } : {}),
      ...(from === 'timestamp' && timestamp !== null ? { timestamp } : {}),
    }),
    [from, max, partition, offset, timestamp],
  )
  return {
    search,
    isLive: state.live && from === 'latest',
    filter: state.filter,
    openId: state.open ?? (isPermanentLink ? `${partition}-${offset}` : null),
    setFilter: (filter: string) => void setState({ filter: filter || null }),
    setPartition: (next: number | null) =>
      void setState({ partition: next, open: null, ...(isPermanentLink ? { from } : {}) }),
    setMax: (next: number) => void setState({ max: next }),
    seek: (next: { from: Seek; offset?: string; timestamp?: number }) =>
      void setState({
        from: next.from === 'latest' ? null : next.from,
        offset: next.offset ?? null,
        timestamp: next.timestamp ?? null,
        live: null,
        open: null,
      }),
    /** Only from the end is there something to follow. */
    setLive: (isOn: boolean) =>
      void setState(isOn ? { live: true, from: null, offset: null, timestamp: null } : { live: null }),
    open: (id: string | null) => void setState({ open: id, ...(isPermanentLink ? { from: 'offset' } : {}) }),
  }
}

function readSeek(from: Seek | null, offset: string | null, timestamp: number | null): Seek {
  if (from === 'beginning') return from
  const hasOffset = offset !== null && /^\d{1,19}$/.test(offset)
  if (hasOffset && (from === null || from === 'offset')) return 'offset'
  return timestamp !== null && timestamp >= 0 && (from === null || from === 'timestamp')
    ? 'timestamp'
    : 'latest'
}
