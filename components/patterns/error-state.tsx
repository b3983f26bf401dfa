'use client'

import { Lock, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { CopyableId } from '@/components/ui/copy-button'
import { EmptyState } from './empty-state'

/** What a failed answer carries, whatever class threw it. */
export function readError(error: unknown): { message: string; requestId: string | undefined } {
  if (typeof error !== 'object' || error === null) return { message: 'Unknown error.', requestId: undefined }
  const message = 'message' in error && typeof error.message === 'string' ? error.message : 'Unknown error.'
  const requestId =
    'requestId' in error && typeof error.requestId === 'string'
      ? error.requestId
      : 'digest' in error && typeof error.digest === 'string'
        ? error.digest
        : undefined
  return { message, requestId }
}

const isDenied = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'status' in error && error.status === 403

/** What happened, why, what next, and an id to quote. */
export function ErrorState(props: {
  title: string
  error?: unknown
  hint?: ReactNode
  onRetry?: () => void
  className?: string
  level?: 1 | 2
}) {
  const { message, requestId } = readError(props.error)
  const level = props.level === undefined ? {} : { level: props.level }
  // A missing right is no fault: trying again would not help, the message says which role does.
  if (isDenied(props.error))
    return (
      <EmptyState icon={<Lock />} title="Your roles do not show this" {...level}>
        {message}
      </EmptyState>
    )
  return (
    <div role="alert" className={props.className}>
      <EmptyState
        icon={<TriangleAlert className="text-warn" />}
        title={props.title}
        {...level}
        action={
          <>
            {props.onRetry ? <Button onClick={props.onRetry}>Try again</Button> : null}
            {requestId ? (
              <span className="text-faint flex w-full items-center justify-center gap-1 text-xs">
                Request <CopyableId id={requestId} label="Copy the request id" />
              </span>
            ) : null}
          </>
        }
      >
        {props.error ? message : null} {props.hint}
      </EmptyState>
    </div>
  )
}
