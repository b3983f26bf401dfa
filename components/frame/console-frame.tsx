import type { ReactNode } from 'react'
import { CommandPalette } from '@/components/patterns/command-palette'
import { FrameCommands } from './frame-commands'
import { FrameProvider } from './frame-state'
import { TopBar, type TopBarProps } from './top-bar'

/** The outermost console layout: skip link, top bar, command palette. The level's menu comes with MenuLayout. */
export function ConsoleFrame({
  children,
  isMenuCollapsed = false,
  banner,
  ...topBar
}: TopBarProps & { children: ReactNode; isMenuCollapsed?: boolean; banner?: ReactNode }) {
  return (
    <FrameProvider isCollapsed={isMenuCollapsed}>
      <a
        href="#main"
        className="skip-link bg-float text-accent shadow-float rounded-md px-3 py-1.5 text-sm font-medium"
      >
        Skip to content
      </a>
      <div className="flex h-dvh flex-col">
        <TopBar {...topBar} />
        {banner}
        <div className="flex min-h-0 flex-1">{children}</div>
      </div>
      <FrameCommands />
      <CommandPalette />
    </FrameProvider>
  )
}
