import { useEffect, useSyncExternalStore, type ReactNode } from 'react'

// What the command palette offers: pages and nouns put theirs in while they are mounted.

export type Command = {
  id: string
  label: string
  /** "Topic", "Go to", "Create": the heading it stands under. */
  group: string
  hint?: string | undefined
  icon?: ReactNode
  keywords?: string
  shortcut?: string
  href?: string
  run?: () => void
}

/** Asked on every keystroke after a pause; for things too many to list (topics, connectors, messages by link). */
export type CommandSource = {
  id: string
  search: (query: string, signal: AbortSignal) => Promise<readonly Command[]>
}

type State = {
  isOpen: boolean
  commands: readonly (readonly Command[])[]
  sources: readonly CommandSource[]
}

let state: State = { isOpen: false, commands: [], sources: [] }
const listeners = new Set<() => void>()

function set(change: Partial<State>) {
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
const initial = state

export const useCommandState = () =>
  useSyncExternalStore(
    subscribe,
    () => state,
    () => initial,
  )

export const openCommandPalette = () => set({ isOpen: true })
export const closeCommandPalette = () => set({ isOpen: false })

/** `commands` must be stable (module level or useMemo), since each new list is registered anew. */
export function useCommands(commands: readonly Command[]) {
  useEffect(() => {
    set({ commands: [...state.commands, commands] })
    return () => set({ commands: state.commands.filter((other) => other !== commands) })
  }, [commands])
}

export function useCommandSource(source: CommandSource) {
  useEffect(() => {
    set({ sources: [...state.sources, source] })
    return () => set({ sources: state.sources.filter((other) => other !== source) })
  }, [source])
}
