import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import type { LogFilter } from '@/lib/queries/connector-logs'

export const levels = [
  { value: 'INFO', label: 'All' },
  { value: 'WARN', label: 'Warnings' },
  { value: 'ERROR', label: 'Errors' },
] as const
const minute = 60_000
export const spans = [
  { value: 'any', label: 'Any time' },
  { value: '15m', label: 'Last 15 minutes', ms: 15 * minute },
  { value: '1h', label: 'Last hour', ms: 60 * minute },
  { value: '24h', label: 'Last 24 hours', ms: 24 * 60 * minute },
  { value: 'between', label: 'Between' },
] as const
export type Span = (typeof spans)[number]['value']

const parsers = {
  level: parseAsStringLiteral(levels.map(({ value }) => value)).withDefault('INFO'),
  q: parseAsString.withDefault(''),
  time: parseAsStringLiteral(spans.map(({ value }) => value)).withDefault('any'),
  since: parseAsInteger,
  until: parseAsInteger,
}

/** Which lines are wanted, in the URL. With a time they are asked for by it; else they are the last ones, live. */
export function useLogFilter() {
  const [url, setUrl] = useQueryStates(parsers, { history: 'replace' })
  const { time, since, until } = url
  const within = useMemo<Pick<LogFilter, 'since' | 'until'>>(() => {
    if (time === 'between') return { since: since ?? undefined, until: until ?? undefined }
    const span = spans.find(({ value }) => value === time)
    // To the minute, so that the same question is not asked anew at every render.
    return span && 'ms' in span ? { since: Math.floor((Date.now() - span.ms) / minute) * minute } : {}
  }, [time, since, until])
  return {
    url,
    isLive: time === 'any',
    filter: {
      ...within,
      ...(url.level === 'INFO' ? {} : { level: url.level }),
      ...(url.q.trim() === '' ? {} : { text: url.q.trim() }),
    } satisfies LogFilter,
    set: setUrl,
  }
}
