'use client'

import { createContext, use, useMemo, useState, type ReactNode } from 'react'
import { themeCookie, type Theme } from './theme'

type ThemeState = { theme: Theme; setTheme: (theme: Theme) => void }

const ThemeContext = createContext<ThemeState>({ theme: 'system', setTheme: () => undefined })

export function ThemeProvider({ initialTheme, children }: { initialTheme: Theme; children: ReactNode }) {
  const [theme, setTheme] = useState(initialTheme)
  const state = useMemo(
    () => ({
      theme,
      setTheme: (next: Theme) => {
        setTheme(next)
        applyTheme(next)
      },
    }),
    [theme],
  )
  return <ThemeContext value={state}>{children}</ThemeContext>
}

function applyTheme(theme: Theme) {
  // The server renders the attribute from this cookie, which is why a reload never flashes.
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export const useTheme = () => use(ThemeContext)
