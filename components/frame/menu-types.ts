import type { ReactNode } from 'react'
import type { StatusTone } from '@/components/ui/status'

export type NavItem = {
  label: string
  href: string
  icon?: ReactNode
  count?: number | undefined
  /** Current only at exactly this path, for a parent of other items. */
  isExact?: boolean
  /** `g t` and the like. */
  shortcut?: string
  /** Sub-entries, shown indented. */
  items?: readonly NavItem[]
}

export type NavSection = { title?: string; items: readonly NavItem[] }

export type NavHeader = {
  title: string
  /** The id under the title, in mono. */
  id?: string
  href: string
  status?: { tone: StatusTone; word: string } | undefined
}
