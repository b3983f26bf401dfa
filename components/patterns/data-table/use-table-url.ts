import type { SortingState, Updater } from '@tanstack/react-table'
import { parseAsString, useQueryState } from 'nuqs'

/** Sort (`?sort=-size`) and filter (`?q=`) live in the URL; a second table on a page gives its own prefix. */
export function useTableUrl(prefix: string, defaultSort: string) {
  const [sort, setSort] = useQueryState(`${prefix}sort`, parseAsString.withDefault(defaultSort))
  const [search, setSearch] = useQueryState(`${prefix}q`, parseAsString.withDefault(''))
  const sorting: SortingState = sort ? [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }] : []
  const onSortingChange = (updater: Updater<SortingState>) => {
    const [first] = typeof updater === 'function' ? updater(sorting) : updater
    void setSort(first ? `${first.desc ? '-' : ''}${first.id}` : null)
  }
  return { sorting, onSortingChange, search, setSearch: (next: string) => void setSearch(next || null) }
}
