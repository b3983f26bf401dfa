import { useEffect, useRef } from 'react'

/** cmdk goes on naming an entry that filtering has removed; this points at the one that is really selected. */
export function useActiveDescendant(query: string, count: number) {
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const selected = root.current?.querySelector('[cmdk-item][aria-selected="true"]')
      for (const element of root.current?.querySelectorAll('[aria-activedescendant]') ?? []) {
        if (selected) element.setAttribute('aria-activedescendant', selected.id)
        else element.removeAttribute('aria-activedescendant')
      }
    })
    return () => cancelAnimationFrame(frame)
  }, [query, count])
  return root
}
