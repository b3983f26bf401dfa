'use client'

import { signIn } from 'next-auth/react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

/** Leads to the configured provider; `before` runs first, for what the trip is for. Its failure keeps the visitor here. */
export function ProviderButton(props: {
  name: string
  target: string
  before?: () => Promise<void>
  onError?: (error: unknown) => void
}) {
  const [isLeaving, setIsLeaving] = useState(false)
  const leave = async () => {
    setIsLeaving(true)
    try {
      await props.before?.()
      await signIn('oidc', { callbackUrl: props.target })
    } catch (error) {
      props.onError?.(error)
      setIsLeaving(false)
    }
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted flex items-center gap-3 text-sm before:flex-1 before:border-t after:flex-1 after:border-t">
        or
      </p>
      <Button isLoading={isLeaving} onClick={() => void leave()}>
        Continue with {props.name}
      </Button>
    </div>
  )
}
