import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs'
import { useMemo } from 'react'
import type { AuditSearch } from '@/lib/queries/audit-events'

export const spans = [
  { value: 'all', label: 'Any time', ms: null },
  { value: '1h', label: 'Last hour', ms: 3600_000 },
  { value: '24h', label: 'Last 24 hours', ms: 24 * 3600_000 },
  { value: '7d', label: 'Last 7 days', ms: 7 * 24 * 3600_000 },
  { value: '30d', label: 'Last 30 days', ms: 30 * 24 * 3600_000 },
] as const

const outcomes = ['all', 'granted', 'denied'] as const

/** The filters, all in the URL. A span is cut to the minute, so that it stays one question for that long. */
export function useAuditSearch() {
  const [span, setSpan] = useQueryState(
    'range',
    parseAsStringLiteral(spans.map(({ value }) => value)).withDefault('all'),
  )
  const [outcome, setOutcome] = useQueryState('outcome', parseAsStringLiteral(outcomes).withDefault('all'))
  const [principal, setPrincipal] = useQueryState('principal', parseAsString.withDefault(''))
  const [method, setMethod] = useQueryState('method', parseAsString.withDefault(''))
  const [resource, setResource] = useQueryState('resource', parseAsString.withDefault(''))
  const ms = spans.find(({ value }) => value === span)?.ms ?? null
  const search = useMemo((): AuditSearch => {
    const from = ms === null ? undefined : new Date(Math.floor((Date.now() - ms) / 60_000) * 60_000)
    return {
      ...(from ? { from: from.toISOString() } : {}),
      ...(principal ? { principal } : {}),
      ...(method ? { method } : {}),
      ...(resource ? { resource } : {}),
      ...(outcome === 'all' ? {} : { granted: outcome === 'granted' ? 'true' : 'false' }),
    }
  }, [ms, principal, method, resource, outcome])
  return {
    search,
    filters: {
      span,
      setSpan: (next: string) => void setSpan(spans.find(({ value }) => value === next)?.value ?? 'all'),
      outcome,
      setOutcome: (next: string) => void setOutcome(outcomes.find((value) => value === next) ?? 'all'),
      principal,
      setPrincipal: (next: string) => void setPrincipal(next || null),
      method,
      setMethod: (next: string) => void setMethod(next || null),
      resource,
      setResource: (next: string) => void setResource(next || null),
    },
  }
}
export type AuditFilterState = ReturnType<typeof useAuditSearch>['filters']
