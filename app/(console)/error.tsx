'use client'

import { Main } from '@/components/frame/main'
import { ErrorState } from '@/components/patterns/error-state'

export default function ConsoleError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <Main>
      {/* React's own words tell nobody anything; the digest finds them in the log. */}
      <ErrorState
        level={1}
        title="This page could not be shown"
        error={{ message: 'A fault in the page stopped it.', digest: error.digest }}
        hint="The rest of the console still works."
        onRetry={reset}
      />
    </Main>
  )
}
