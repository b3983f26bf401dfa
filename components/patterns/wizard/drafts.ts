// What was typed into a wizard, kept by the browser without its secrets: for the tab, or until it is finished.

export type DraftKeeping = 'tab' | 'browser'

export type Draft = {
  values: Record<string, unknown>
  savedAt: number
  stepId: string
  /** The furthest step that was opened. */
  furthest: number
  isOpenAhead: boolean
  /** Secret fields that had a value, which is not kept. */
  lost: readonly string[]
}

const prefix = 'tributary.draft.'
const changed = new EventTarget()

const storageOf = (keeping: DraftKeeping): Storage =>
  keeping === 'browser' ? window.localStorage : window.sessionStorage

export function readDraft(keeping: DraftKeeping, key: string): Draft | null {
  return parse(storageOf(keeping).getItem(prefix + key))
}

export function writeDraft(keeping: DraftKeeping, key: string, draft: Draft): void {
  try {
    storageOf(keeping).setItem(prefix + key, JSON.stringify(draft))
  } catch {
    // A full or forbidden storage: the form works without.
  }
  changed.dispatchEvent(new Event('change'))
}

export function discardDraft(keeping: DraftKeeping, key: string): void {
  storageOf(keeping).removeItem(prefix + key)
  changed.dispatchEvent(new Event('change'))
}

/** For useSyncExternalStore: changes of this tab and of others. */
export function subscribeToDrafts(listener: () => void): () => void {
  changed.addEventListener('change', listener)
  window.addEventListener('storage', listener)
  return () => {
    changed.removeEventListener('change', listener)
    window.removeEventListener('storage', listener)
  }
}

/** The kept drafts whose key begins so, as one text: the same while nothing changed. */
export function draftsText(keyPrefix: string): string {
  const { localStorage } = window
  const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '')
  const own = keys.filter((key) => key.startsWith(prefix + keyPrefix)).sort()
  return JSON.stringify(own.map((key) => [key.slice(prefix.length), localStorage.getItem(key)]))
}

export function parseDrafts(text: string): { key: string; draft: Draft }[] {
  const entries = JSON.parse(text) as [string, string | null][]
  return entries.flatMap(([key, value]) => {
    const draft = parse(value)
    return draft ? [{ key, draft }] : []
  })
}

function parse(text: string | null): Draft | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    const isDraft = typeof value === 'object' && value !== null && 'values' in value && 'savedAt' in value
    return isDraft ? (value as Draft) : null
  } catch {
    return null
  }
}
