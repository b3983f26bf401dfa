import { Lock } from 'lucide-react'
import { ApiError } from '@/lib/queries/api'
import { EmptyState } from './empty-state'
import { ErrorState } from './error-state'

/** An answer that did not come: for want of a right it says which and whom to ask, else what happened. */
export function DeniedOrError(props: { title: string; error: unknown; onRetry?: () => void }) {
  if (!(props.error instanceof ApiError && props.error.status === 403)) return <ErrorState {...props} />
  return (
    <EmptyState icon={<Lock />} title="Your roles do not show this">
      {props.error.message}
    </EmptyState>
  )
}
