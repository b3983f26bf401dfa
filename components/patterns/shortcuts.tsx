'use client'

import { useEffect, useState } from 'react'
import { Dialog, DialogBody } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { handleShortcutKey, useShortcut, useShortcuts, type Shortcut } from './shortcut-store'

const tableKeys = [
  { keys: 'j', label: 'Next row' },
  { keys: 'k', label: 'Previous row' },
  { keys: 'x', label: 'Select the row' },
  { keys: 'enter', label: 'Open the row' },
]

/** Mounted once: listens, and shows the list on `?`. */
export function ShortcutListener() {
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => {
    document.addEventListener('keydown', handleShortcutKey)
    return () => document.removeEventListener('keydown', handleShortcutKey)
  }, [])
  useShortcut('?', 'Show keyboard shortcuts', () => setIsOpen(true), { group: 'Everywhere' })
  return (
    <Dialog isOpen={isOpen} onOpenChange={setIsOpen} title="Keyboard shortcuts" size="sm">
      <DialogBody>
        <ShortcutList />
      </DialogBody>
    </Dialog>
  )
}

function ShortcutList() {
  const shortcuts = useShortcuts()
  const groups = new Map<string, Pick<Shortcut, 'keys' | 'label'>[]>()
  for (const shortcut of shortcuts) {
    const group = shortcut.group ?? 'This page'
    groups.set(group, [...(groups.get(group) ?? []), shortcut])
  }
  // Two tables on a page register the same keys twice.
  if (groups.has('In tables')) groups.set('In tables', tableKeys)
  return [...groups].map(([group, entries]) => (
    <section key={group} aria-label={group}>
      <h3 className="text-faint pb-1 text-xs font-medium">{group}</h3>
      <dl className="divide-line-soft divide-y">
        {entries.map((entry) => (
          <div key={entry.keys} className="flex h-8 items-center justify-between gap-4 text-sm">
            <dt>{entry.label}</dt>
            <dd>
              <Kbd keys={entry.keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}
