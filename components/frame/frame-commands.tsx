'use client'

import { House, Keyboard, Moon, Network, ShieldCheck, Sun } from 'lucide-react'
import { useMemo } from 'react'
import { useCommands, type Command } from '@/components/patterns/command-store'
import { runShortcut } from '@/components/patterns/shortcut-store'
import { useTheme } from '@/components/patterns/theme-provider'
import { paths } from '@/lib/paths'
import { adminPages } from './admin-menu'

const places: Command[] = [
  { id: 'home', label: 'Home', group: 'Go to', icon: <House />, href: paths.home },
  { id: 'environments', label: 'Environments', group: 'Go to', icon: <Network />, href: paths.environments },
  {
    id: 'account',
    label: 'Account and sessions',
    group: 'Go to',
    icon: <ShieldCheck />,
    href: paths.account,
    keywords: 'password sign out',
  },
  ...adminPages.map((page) => ({ ...page, group: 'Go to' })),
  {
    id: 'shortcuts',
    label: 'Keyboard shortcuts',
    group: 'Help',
    icon: <Keyboard />,
    shortcut: '?',
    run: () => runShortcut('?'),
  },
]

/** What the palette offers on every page. */
export function FrameCommands() {
  const { setTheme } = useTheme()
  useCommands(places)
  useCommands(
    useMemo<Command[]>(
      () => [
        { id: 'light', label: 'Light theme', group: 'Theme', icon: <Sun />, run: () => setTheme('light') },
        { id: 'dark', label: 'Dark theme', group: 'Theme', icon: <Moon />, run: () => setTheme('dark') },
      ],
      [setTheme],
    ),
  )
  return null
}
