'use client'

import { BookOpen, Keyboard } from 'lucide-react'
import type { ReactElement } from 'react'
import { runShortcut } from '@/components/patterns/shortcut-store'
import { Menu } from '@/components/ui/menu'

export type HelpLink = { label: string; href: string }

export function HelpMenu({ links, trigger }: { links: readonly HelpLink[]; trigger: ReactElement }) {
  return (
    <Menu
      trigger={trigger}
      items={[
        {
          label: 'Keyboard shortcuts',
          icon: <Keyboard aria-hidden="true" />,
          shortcut: '?',
          onSelect: () => runShortcut('?'),
        },
        ...links.map((link) => ({ ...link, icon: <BookOpen aria-hidden="true" /> })),
      ]}
    />
  )
}
