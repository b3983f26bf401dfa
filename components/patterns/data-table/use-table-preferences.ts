import { useCallback, useMemo, useSyncExternalStore } from 'react'

type Preferences = { hidden?: Record<string, boolean>; widths?: Record<string, number> }

const changed = 'tributary:table-preferences'

/** Chosen columns and widths, kept per table in this browser. */
export function useTablePreferences(id: string) {
  const key = `tributary.table.${id}`
  const text = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(key),
    () => null,
  )
  const preferences = useMemo(() => parsePreferences(text), [text])
  const save = useCallback(
    (next: Preferences) => {
      localStorage.setItem(key, JSON.stringify(next))
      window.dispatchEvent(new Event(changed))
    },
    [key],
  )
  return [preferences, save] as const
}

function subscribe(listener: () => void) {
  window.addEventListener(changed, listener)
  window.addEventListener('storage', listener)
  return () => {
    window.removeEventListener(changed, listener)
    window.removeEventListener('storage', listener)
  }
}

function parsePreferences(text: string | null): Preferences {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
