'use client'

import { createContext, use, useMemo, useState, type ReactNode } from 'react'
import { menuCookie } from './menu-cookie'

type FrameState = {
  isSheetOpen: boolean
  setIsSheetOpen: (isOpen: boolean) => void
  hasMenu: boolean
  setHasMenu: (hasMenu: boolean) => void
  /** A page of the left menu is on its way. */
  isNavigating: boolean
  setIsNavigating: (isNavigating: boolean) => void
  isCollapsed: boolean
  setIsCollapsed: (isCollapsed: boolean) => void
}

const FrameContext = createContext<FrameState | null>(null)

// The top bar is drawn by an outer layout and the menu by an inner one: this is what they share.
export function FrameProvider({
  isCollapsed: initial,
  children,
}: {
  isCollapsed: boolean
  children: ReactNode
}) {
  const [isSheetOpen, setIsSheetOpen] = useState(false)
  const [hasMenu, setHasMenu] = useState(false)
  const [isNavigating, setIsNavigating] = useState(false)
  const [isCollapsed, setCollapsed] = useState(initial)
  const state = useMemo<FrameState>(
    () => ({
      isSheetOpen,
      setIsSheetOpen,
      hasMenu,
      setHasMenu,
      isNavigating,
      setIsNavigating,
      isCollapsed,
      setIsCollapsed: (next) => {
        setCollapsed(next)
        document.cookie = `${menuCookie}=${next ? 'icons' : 'full'}; path=/; max-age=31536000; samesite=lax`
      },
    }),
    [isSheetOpen, hasMenu, isNavigating, isCollapsed],
  )
  return <FrameContext value={state}>{children}</FrameContext>
}

export function useFrame(): FrameState {
  const frame = use(FrameContext)
  if (!frame) throw new Error('The frame’s parts must stand inside ConsoleFrame')
  return frame
}
