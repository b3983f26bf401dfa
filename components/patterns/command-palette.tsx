'use client'

import { Command as Cmdk } from 'cmdk'
import { CornerDownLeft, Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useEffect, useState } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { Spinner } from '@/components/ui/spinner'
import { useActiveDescendant } from '@/components/ui/use-active-descendant'
import {
  closeCommandPalette,
  openCommandPalette,
  useCommandState,
  type Command,
  type CommandSource,
} from './command-store'
import { useShortcut } from './shortcut-store'
import { useGo } from './leaving'

export function CommandPalette() {
  const { isOpen } = useCommandState()
  useShortcut('mod+k', 'Search or jump to', openCommandPalette, { group: 'Everywhere', worksInFields: true })
  useShortcut('/', 'Search', openCommandPalette, { group: 'Everywhere' })
  return (
    <Dialog.Root open={isOpen} onOpenChange={(next) => (next ? openCommandPalette() : closeCommandPalette())}>
      <Dialog.Portal>
        <Dialog.Overlay className="animate-enter bg-overlay fixed inset-0 z-50" />
        <Dialog.Content
          aria-describedby={undefined}
          className="animate-enter bg-float shadow-float fixed top-[12dvh] left-1/2 z-50 w-[calc(100%-32px)] max-w-150 -translate-x-1/2 overflow-hidden rounded-lg"
        >
          <Dialog.Title className="sr-only">Search or jump to</Dialog.Title>
          <PaletteBody />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const shownPerGroup = 8

function PaletteBody() {
  const go = useGo()
  const { commands, sources } = useCommandState()
  const [query, setQuery] = useState('')
  const { found, isSearching } = useFound(sources, query)
  const offered = commands.flat().filter((command) => matches(command, query))
  const ranked = [...offered].sort((a, b) => rank(a, query) - rank(b, query))
  const groups = groupCommands([...ranked, ...found])
  const root = useActiveDescendant(query, ranked.length + found.length)
  const choose = (command: Command) => {
    closeCommandPalette()
    if (command.href) go(command.href)
    else command.run?.()
  }
  return (
    <Cmdk ref={root} shouldFilter={false} loop label="Search or jump to">
      <div className="flex items-center gap-2.5 border-b px-4">
        <Search className="text-faint size-4 shrink-0" aria-hidden="true" />
        <Cmdk.Input
          value={query}
          onValueChange={setQuery}
          placeholder="Search or jump to…"
          aria-label="Search or jump to"
          className="h-12 w-full bg-transparent text-base outline-none"
        />
        {isSearching ? <Spinner className="text-faint" /> : null}
      </div>
      <Cmdk.List className="max-h-[min(420px,60dvh)] overflow-y-auto p-1.5">
        {/* An entry, since a list of choices without any is an error to assistive technology. */}
        {groups.size === 0 ? (
          <Cmdk.Item disabled value="none" className="text-faint px-3 py-6 text-center text-sm">
            {isSearching ? 'Searching…' : 'Nothing found'}
          </Cmdk.Item>
        ) : null}
        {[...groups].map(([group, entries]) => (
          <Cmdk.Group
            key={group}
            heading={group}
            className="[&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium"
          >
            {entries.slice(0, shownPerGroup).map((command) => (
              <Cmdk.Item
                key={command.id}
                value={command.id}
                onSelect={() => choose(command)}
                className="group/item data-[selected=true]:bg-hover flex h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm select-none [&_svg]:size-4 [&_svg]:shrink-0"
              >
                {command.icon ? <span className="text-faint">{command.icon}</span> : null}
                <span className="truncate">{command.label}</span>
                {command.hint ? <span className="text-faint truncate">{command.hint}</span> : null}
                <span className="ml-auto flex items-center pl-2">
                  {command.shortcut ? (
                    <Kbd keys={command.shortcut} />
                  ) : (
                    <CornerDownLeft
                      aria-hidden="true"
                      className="text-faint opacity-0 group-data-[selected=true]/item:opacity-100"
                    />
                  )}
                </span>
              </Cmdk.Item>
            ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
    </Cmdk>
  )
}

const wordsOf = (text: string) => text.toLowerCase().split(/\s+/).filter(Boolean)

const matches = (command: Command, query: string) => {
  const text = `${command.label} ${command.hint ?? ''} ${command.keywords ?? ''}`.toLowerCase()
  return wordsOf(query).every((word) => text.includes(word))
}

/** 0 when the label begins with what was typed, 1 when one of its words does. */
function rank(command: Command, query: string): number {
  const needle = query.trim().toLowerCase()
  if (command.label.toLowerCase().startsWith(needle)) return 0
  return wordsOf(command.label).some((word) => word.startsWith(needle)) ? 1 : 2
}

function groupCommands(commands: readonly Command[]) {
  const groups = new Map<string, Command[]>()
  for (const command of commands) {
    const entries = groups.get(command.group) ?? []
    if (!entries.some((other) => other.id === command.id)) groups.set(command.group, [...entries, command])
  }
  return groups
}

const pauseMs = 120

function useFound(sources: readonly CommandSource[], query: string) {
  const [answer, setAnswer] = useState<{ query: string; found: readonly Command[] }>({ query: '', found: [] })
  const text = query.trim()
  useEffect(() => {
    if (!text || sources.length === 0) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      void Promise.allSettled(sources.map((source) => source.search(text, controller.signal))).then(
        (results) => {
          if (controller.signal.aborted) return
          // One source that fails must not hide what the others found.
          const found = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
          setAnswer({ query: text, found })
        },
      )
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [text, sources])
  const isSearching = Boolean(text) && sources.length > 0 && answer.query !== text
  return { found: text ? answer.found : [], isSearching }
}
