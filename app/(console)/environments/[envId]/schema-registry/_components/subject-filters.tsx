'use client'

import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import { schemaTypeNames } from '@/components/subjects/setting-words'
import { schemaTypes } from '@/lib/subjects/rest-schema'
import type { SubjectFilterState } from './use-subject-search'

const any = 'any'

export function SubjectFilters(props: { filters: SubjectFilterState; contexts: readonly string[] }) {
  const { filters, contexts } = props
  return (
    <>
      <SearchInput
        label="Search subjects"
        value={filters.text}
        onValueChange={filters.setText}
        size="sm"
        className="w-full sm:w-64"
      />
      <Select
        size="sm"
        aria-label="Type"
        value={filters.type ?? any}
        onValueChange={filters.setType}
        options={[
          { value: any, label: 'All types' },
          ...schemaTypes.map((type) => ({ value: type, label: schemaTypeNames[type] })),
        ]}
      />
      <Select
        size="sm"
        aria-label="Deleted subjects"
        value={filters.state}
        onValueChange={filters.setState}
        options={[
          { value: 'live', label: 'Without deleted' },
          { value: 'all', label: 'With deleted' },
          { value: 'deleted', label: 'Deleted only' },
        ]}
      />
      {contexts.length > 1 || filters.context !== null ? (
        <Select
          size="sm"
          aria-label="Context"
          value={filters.context ?? any}
          onValueChange={(next) => filters.setContext(next === any ? null : next)}
          options={[
            { value: any, label: 'All contexts' },
            ...contexts.map((name) => ({ value: name, label: name === '.' ? 'Default context' : name })),
          ]}
        />
      ) : null}
    </>
  )
}
