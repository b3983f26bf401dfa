'use client'

import { ErrorState } from '@/components/patterns/error-state'

export default function ConsoleError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <ErrorState
      title="This page could not be shown"
      error={error}
      hint="The rest of the console still works."
      onRetry={reset}
    />
  )
}
