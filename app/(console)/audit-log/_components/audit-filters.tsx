'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Combobox } from '@/components/ui/combobox'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { serviceAccountsQuery } from '@/lib/queries/service-accounts'
import { usersQuery } from '@/lib/queries/users'
import { spans, type AuditFilterState } from './use-audit-search'

const everybody = 'all'

export function AuditFilters({ filters }: { filters: AuditFilterState }) {
  const users = useQuery(usersQuery)
  const accounts = useQuery(serviceAccountsQuery)
  return (
    <>
      <Select
        size="sm"
        aria-label="Time"
        value={filters.span}
        onValueChange={filters.setSpan}
        options={spans.map(({ value, label }) => ({ value, label }))}
      />
      <Combobox
        size="sm"
        className="w-44"
        aria-label="Principal"
        noun="principals"
        value={filters.principal || everybody}
        onValueChange={(next) => filters.setPrincipal(next === everybody ? '' : next)}
        isLoading={users.isPending}
        options={[
          { value: everybody, label: 'Everybody' },
          ...(users.data ?? []).map(({ id, full_name: name, email }) => ({
            value: `User:${id}`,
            label: name || email,
            hint: id,
          })),
          ...(accounts.data ?? []).map(({ id, display_name: name }) => ({
            value: `User:${id}`,
            label: name,
            hint: id,
          })),
        ]}
        createLabel={(text) => `Principal ${text}`}
        onCreate={filters.setPrincipal}
      />
      <TextFilter
        label="Method"
        placeholder="CreateTopics"
        value={filters.method}
        onChange={filters.setMethod}
      />
      <TextFilter
        label="Resource"
        placeholder="crn://…"
        value={filters.resource}
        onChange={filters.setResource}
        className="sm:w-60"
      />
      <Segmented
        size="sm"
        aria-label="Outcome"
        value={filters.outcome}
        onValueChange={filters.setOutcome}
        segments={[
          { value: 'all', label: 'All' },
          { value: 'granted', label: 'Granted' },
          { value: 'denied', label: 'Denied' },
        ]}
      />
    </>
  )
}

/** Asks the server when one is done typing: on Enter, or when the field is left. */
function TextFilter(props: {
  label: string
  placeholder: string
  value: string
  onChange: (next: string) => void
  className?: string
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const commit = () => {
    if (typed !== null && typed.trim() !== props.value) props.onChange(typed.trim())
    setTyped(null)
  }
  return (
    <Input
      aria-label={props.label}
      placeholder={`${props.label}: ${props.placeholder}`}
      className={`h-7.5 w-full text-sm sm:w-44 ${props.className ?? ''}`}
      value={typed ?? props.value}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  )
}
