'use client'

import { useLinkStatus } from 'next/link'
import { useEffect } from 'react'
import { useFrame } from './frame-state'

/** Tells the content area that the page of the link around it is on its way. */
export function NavPending() {
  const { pending } = useLinkStatus()
  const { setIsNavigating } = useFrame()
  useEffect(() => {
    if (!pending) return
    setIsNavigating(true)
    return () => setIsNavigating(false)
  }, [pending, setIsNavigating])
  return null
}
