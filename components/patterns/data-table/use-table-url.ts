import type { SortingState, Updater } from '@tanstack/react-table'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo } from 'react'

/** Sort (`?sort=-size`) and filter (`?q=`) live in the URL; a second table on a page gives its own prefix. */
export function useTableUrl(prefix: string, defaultSort: string) {
  const [sort, setSort] = useQueryState(`${prefix}sort`, parseAsString.withDefault(defaultSort))
  const [search, setSearch] = useQueryState(`${prefix}q`, parseAsString.withDefault(''))
  // Stable, because the table sorts anew whenever this array is another one.
  const sorting = useMemo<SortingState>(
    () => (sort ? [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }] : []),
    [sort],
  )
  const onSortingChange = (updater: Updater<SortingState>) => {
    const [first] = typeof updater === 'function' ? updater(sorting) : updater
    void setSort(first ? `${first.desc ? '-' : ''}${first.id}` : null)
  }
  return { sorting, onSortingChange, search, setSearch: (next: string) => void setSearch(next || null) }
}
