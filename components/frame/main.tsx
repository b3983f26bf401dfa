'use client'

import type { ReactNode } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { useFrame } from './frame-state'

/** The scrolling content area; a level without a menu (Home) uses it alone. */
export function Main({ children }: { children: ReactNode }) {
  const { isNavigating } = useFrame()
  return (
    <main id="main" tabIndex={-1} className="relative min-w-0 flex-1 overflow-y-auto">
      <div className={isNavigating ? 'invisible contents' : 'contents'}>{children}</div>
      {isNavigating ? <PageSkeleton /> : null}
    </main>
  )
}

// Not a loading.tsx: its streamed boundary was drawn twice when data came before hydration. This one is drawn by the browser
// alone, over the page that is being left.
function PageSkeleton() {
  return (
    <div role="status" className="bg-canvas absolute inset-0 z-30 flex flex-col gap-5 px-4 pt-5 md:px-7">
      <span className="sr-only">Loading the page</span>
      <Skeleton className="w-56" />
      <Skeleton className="h-6 w-72" />
      <div className="flex flex-col gap-4 pt-4">
        {['w-full', 'w-11/12', 'w-full', 'w-10/12', 'w-11/12'].map((width, index) => (
          <Skeleton key={index} className={width} />
        ))}
      </div>
    </div>
  )
}
