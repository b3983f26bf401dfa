import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

// One register of keyboard shortcuts. Parts add theirs while mounted; the `?` dialog lists what works right now.

export type Shortcut = {
  /** `c`, `?`, `mod+k` (Ctrl or ⌘), or a sequence as `g t`. */
  keys: string
  label: string
  group?: string
  run: () => void
  /** Also while typing in a field; only sensible with `mod+`. */
  worksInFields?: boolean
}

let shortcuts: readonly Shortcut[] = []
const listeners = new Set<() => void>()

function replaceShortcuts(next: readonly Shortcut[]) {
  shortcuts = next
  for (const listener of listeners) listener()
}

export function registerShortcut(shortcut: Shortcut) {
  replaceShortcuts([...shortcuts, shortcut])
  return () => replaceShortcuts(shortcuts.filter((other) => other !== shortcut))
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
const empty: readonly Shortcut[] = []

export const useShortcuts = () =>
  useSyncExternalStore(
    subscribe,
    () => shortcuts,
    () => empty,
  )

/** Registers one shortcut while the component is mounted. Pass `null` as keys to leave it out. */
export function useShortcut(
  keys: string | null | undefined,
  label: string,
  run: () => void,
  options: { group?: string; worksInFields?: boolean } = {},
) {
  const runLatest = useEffectEvent(run)
  const { group, worksInFields } = options
  useEffect(() => {
    if (!keys) return
    return registerShortcut({
      keys,
      label,
      ...(group ? { group } : {}),
      ...(worksInFields ? { worksInFields } : {}),
      run: () => runLatest(),
    })
  }, [keys, label, group, worksInFields])
}

const sequenceMs = 900
let pending = { keys: '', until: 0 }

export function isTyping(target: EventTarget | null) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'))
  )
}

/** Finds and runs what the key completes; the latest registered wins, so a page may override the frame. */
export function handleShortcutKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.altKey || event.isComposing) return
  const isModified = event.ctrlKey || event.metaKey
  const chord = isModified ? `mod+${event.key.toLowerCase()}` : event.key
  const isInField = isTyping(event.target)
  const now = Date.now()
  const sequence = pending.until > now && !isModified ? `${pending.keys} ${chord}` : chord
  const candidates = shortcuts.filter((shortcut) => !isInField || shortcut.worksInFields)
  const match =
    candidates.findLast((shortcut) => shortcut.keys === sequence) ??
    candidates.findLast((shortcut) => shortcut.keys === chord)
  if (match) {
    pending = { keys: '', until: 0 }
    // A modal dialog owns the keyboard: the page behind it must not move.
    if (document.querySelector('[role="dialog"][data-state="open"]:not([aria-modal="false"])')) return
    event.preventDefault()
    match.run()
    return
  }
  const startsSequence = candidates.some((shortcut) => shortcut.keys.startsWith(`${chord} `))
  pending = startsSequence ? { keys: chord, until: now + sequenceMs } : { keys: '', until: 0 }
}

/** Runs a registered shortcut as if typed; for menus that offer the same thing. */
export const runShortcut = (keys: string) => shortcuts.findLast((shortcut) => shortcut.keys === keys)?.run()
