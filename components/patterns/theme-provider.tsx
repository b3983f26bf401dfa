'use client'

import { createContext, use, useState, type ReactNode } from 'react'
import { themeCookie, type Theme } from './theme'

type ThemeState = { theme: Theme; setTheme: (theme: Theme) => void }

const ThemeContext = createContext<ThemeState>({ theme: 'system', setTheme: () => undefined })

export function ThemeProvider({ initialTheme, children }: { initialTheme: Theme; children: ReactNode }) {
  const [theme, setTheme] = useState(initialTheme)
  const choose = (next: Theme) => {
    setTheme(next)
    // The server renders the attribute from this cookie, which is why a reload never flashes.
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`
    if (next === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
  }
  return <ThemeContext value={{ theme, setTheme: choose }}>{children}</ThemeContext>
}

export const useTheme = () => use(ThemeContext)
