'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { useState, type ReactNode } from 'react'
import { NonceProvider } from '@/components/ui/nonce'
import { LeavingWatch } from '@/components/patterns/leaving'
import { ShortcutListener } from '@/components/patterns/shortcuts'
import type { Theme } from '@/components/patterns/theme'
import { ThemeProvider } from '@/components/patterns/theme-provider'
import { Toaster } from '@/components/ui/toast'
import { TooltipProvider } from '@/components/ui/tooltip'
import { ApiError } from '@/lib/queries/api'

/** Once, unless the server has understood and refused: it would refuse again. */
const isWorthRetrying = (failures: number, error: Error): boolean =>
  failures < 1 && !(error instanceof ApiError && error.status >= 400 && error.status < 500)

export function Providers(props: { theme: Theme; nonce: string | undefined; children: ReactNode }) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // Live events invalidate what changed, so a mount inside 30 s may trust the cache.
          queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: isWorthRetrying },
        },
      }),
  )
  return (
    <NonceProvider nonce={props.nonce}>
      <ThemeProvider initialTheme={props.theme}>
        <QueryClientProvider client={queryClient}>
          <NuqsAdapter>
            <TooltipProvider>
              {props.children}
              <ShortcutListener />
              <LeavingWatch />
              <Toaster />
            </TooltipProvider>
          </NuqsAdapter>
        </QueryClientProvider>
      </ThemeProvider>
    </NonceProvider>
  )
}
